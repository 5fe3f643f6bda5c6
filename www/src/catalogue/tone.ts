/** Eight tones (a colour and a line style each) tell statements apart at a glance; the number tells them apart for good. */
export const TONES = 8;
export const toneOf = (statement: number) => statement % TONES;
