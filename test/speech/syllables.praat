# Counts syllables and pauses and measures pitch of every WAV file in a folder, after the published description of de Jong &
# Wempe (2009) as DOMAIN 10 gives its steps; one line a file: name, syllables, pauses, seconds of pause, median Hz,
# standard deviation in semitones, seconds from the first sound to the last.
form Measure
  sentence Folder
endform

below = 25
dip = 2
pause = 0.3

files = Create Strings as file list: "files", folder$ + "/*.wav"
count = Get number of strings
for file to count
  selectObject: files
  name$ = Get string: file
  sound = Read from file: folder$ + "/" + name$
  intensity = To Intensity: 50, 0, "yes"
  lowest = Get minimum: 0, 0, "Parabolic"
  highest = Get quantile: 0, 0, 0.99
  loudest = Get maximum: 0, 0, "Parabolic"
  threshold = max (highest - below, lowest)

  # "To TextGrid (silences)" counts its threshold from the very loudest.
  grid = To TextGrid (silences): threshold - loudest, pause, 0.1, "silent", "sounding"
  intervals = Get number of intervals: 1
  pauses = 0
  paused = 0
  first = -1
  last = -1
  for i to intervals
    label$ = Get label of interval: 1, i
    begins = Get start time of interval: 1, i
    ends = Get end time of interval: 1, i
    if label$ = "sounding"
      if first < 0
        first = begins
      endif
      last = ends
    elsif i > 1 and i < intervals
      pauses = pauses + 1
      paused = paused + ends - begins
    endif
  endfor

  selectObject: sound
  pitch = To Pitch (ac): 0.02, 30, 4, "no", 0.03, 0.25, 0.01, 0.35, 0.25, 450

  selectObject: intensity
  frames = Get number of frames
  syllables = 0
  peak = undefined
  for frame from 2 to frames - 1
    selectObject: intensity
    before = Get value in frame: frame - 1
    here = Get value in frame: frame
    after = Get value in frame: frame + 1
    if here > before and here >= after and here > threshold
      time = Get time from frame number: frame
      if peak <> undefined
        lowestBetween = Get minimum: peak, time, "None"
        if height - lowestBetween > dip
          @keep: peak
        endif
      endif
      peak = time
      height = here
    endif
  endfor
  if peak <> undefined
    @keep: peak
  endif

  # The pitch for the figures is Praat's usual one: what a researcher would report.
  selectObject: sound
  usual = To Pitch: 0.01, 60, 500
  median = Get quantile: 0, 0, 0.5, "Hertz"
  deviation = Get standard deviation: 0, 0, "semitones"
  appendInfoLine: name$, tab$, syllables, tab$, pauses, tab$, fixed$ (paused, 3), tab$, fixed$ (median, 3), tab$,
  ... fixed$ (deviation, 3), tab$, fixed$ (last - first, 3)
  removeObject: sound, intensity, grid, pitch, usual
endfor

procedure keep: .time
  selectObject: pitch
  .hertz = Get value at time: .time, "Hertz", "Linear"
  selectObject: grid
  .interval = Get interval at time: 1, .time
  .label$ = Get label of interval: 1, .interval
  if .hertz <> undefined and .label$ = "sounding"
    syllables = syllables + 1
  endif
endproc
