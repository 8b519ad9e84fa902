/** Finds payment card numbers in any text by their check digit, so that they never leave the page (VIS-05). */

const digitRun = /\d(?:[\s.\u2010-\u2015-]?\d){12,}/g;

export const maskSign = "▪";

/** The text with the digits of card-like runs replaced. */
export function maskCardNumbers(text: string): string {
  if (text.length < 13) return text;
  return text.replace(digitRun, (run) =>
    holdsCardNumber(run.replace(/\D/g, "")) ? run.replace(/\d/g, maskSign) : run,
  );
}

/** Whether 13 to 19 digits in a row, starting as cards do, pass Luhn's check. A quantity may stand right before them. */
export function holdsCardNumber(digits: string): boolean {
  for (let start = 0; start + 13 <= digits.length; start++) {
    if (digits[start]! < "2" || digits[start]! > "6") continue;
    for (let end = start + 13; end <= Math.min(start + 19, digits.length); end++) {
      if (passesLuhn(digits, start, end)) return true;
    }
  }
  return false;
}

function passesLuhn(digits: string, start: number, end: number): boolean {
  let sum = 0;
  for (let i = end - 1, isDoubled = false; i >= start; i--, isDoubled = !isDoubled) {
    const digit = digits.charCodeAt(i) - 48;
    sum += isDoubled ? (digit > 4 ? digit * 2 - 9 : digit * 2) : digit;
  }
  return sum % 10 === 0;
}
