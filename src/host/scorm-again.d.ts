// The library's own types say "default" of these two scripts, whose exports have names.
declare module 'scorm-again/scorm12/min' {
  import {Scorm12API} from 'scorm-again';

  export {Scorm12API};
}
declare module 'scorm-again/scorm2004/min' {
  import {Scorm2004API} from 'scorm-again';

  export {Scorm2004API};
}
