/**
 * Makes new groups of radio buttons reachable by Tab. Chromium (seen in 156) passes over a group in a shadow root if one
 * of the same name, with nothing chosen, was tabbed through and then taken away; choosing and unchoosing mends it.
 */
export function mendRadios(root: ParentNode): void {
  for (const radio of root.querySelectorAll<HTMLInputElement>('input[type=radio]')) {
    if (root.querySelector(`input[name="${radio.name}"]:checked`)) continue;
    radio.checked = true;
    radio.checked = false;
  }
}
