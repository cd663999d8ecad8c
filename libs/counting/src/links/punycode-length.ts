const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const FIRST_NON_ASCII = 0x80;
const PREFIX = 'xn--'.length;
/** Other dots, which a resolver reads as the ASCII one (RFC 3490 section 3.1). */
const DOTS = /[\u3002\uff0e\uff61]/;

/** How many octets a label takes in the domain name system: Punycode, RFC 3492, where it is not ASCII. */
export function punycodeLength(label: string): number {
  if (/^[\x20-\x7e]*$/.test(label)) return label.length;
  const parts = label.split(DOTS);
  return parts.reduce((sum, part) => sum + encodedLength(part), parts.length - 1);
}

function encodedLength(part: string): number {
  const points = Array.from(part, (char) => char.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < FIRST_NON_ASCII).length;
  if (basic === points.length) return basic;
  return PREFIX + basic + (basic > 0 ? 1 : 0) + deltaDigits(points, basic);
}

/** The digits of RFC 3492 section 6.3, counted and not written. */
function deltaDigits(points: readonly number[], basic: number): number {
  let [digits, delta, bias, handled, least] = [0, 0, INITIAL_BIAS, basic, FIRST_NON_ASCII];
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= least));
    delta += (next - least) * (handled + 1);
    for (const point of points) {
      if (point < next) delta++;
      if (point !== next) continue;
      digits += digitsOf(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    least = next + 1;
  }
  return digits;
}

function digitsOf(delta: number, bias: number): number {
  let digits = 1;
  for (let rest = delta, k = BASE; ; k += BASE, digits++) {
    const threshold = Math.min(T_MAX, Math.max(T_MIN, k - bias));
    if (rest < threshold) return digits;
    rest = Math.floor((rest - threshold) / (BASE - threshold));
  }
}

function adapt(delta: number, points: number, first: boolean): number {
  let rest = first ? Math.floor(delta / DAMP) : delta >> 1;
  rest += Math.floor(rest / points);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}
