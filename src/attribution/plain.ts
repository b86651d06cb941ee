/**
 * What a text reads like to a person, in plain letters: look-alikes become the Latin letters they pass
 * for, full-width and styled letters the plain ones, all blanks, hyphens and colons the common ones, and
 * what cannot be seen goes. Line breaks stay; other offsets do not.
 * Look-alikes from Unicode's confusables.txt, invisible characters from its Default_Ignorable_Code_Point.
 */
export function plain(text: string): string {
  if (!/[^\x00-\x7f]/.test(text)) return text;
  return text
    .replace(INVISIBLE, '')
    .replace(STYLED, (letter) => letter.normalize('NFKC'))
    .replace(/[\u0131\u0251\u0261\u0370-\u058f]/g, (letter) => LATIN[LOOK_ALIKES.indexOf(letter)] ?? letter)
    .replace(/[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2043\u2212\ufe58\ufe63]/g, '-')
    .replace(/[\u02d0\u2236\ua789]/g, ':');
}

const INVISIBLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: joiners and combining marks are meant one by one
  /[\u00ad\u034f\u061c\u115f\u1160\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0]|\udb40[\udc00-\udfff]/g;

/** Letterlike symbols, circled letters, full-width forms, and the mathematical alphabets. */
const STYLED = /[\u2100-\u214f\u24b6-\u24e9\uff01-\uff5e]|\ud835[\udc00-\udfff]/g;

/** Cyrillic, Greek, then Latin and Armenian; each stands where its Latin letter stands below. */
const LOOK_ALIKES = 'авеԁһіјкӏмонрԛѕтуѵԝхсАВЕԌНІЈКМОРԚЅТУԜХСαεγικνορυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɑɡօոսցհ';
const LATIN = 'abedhijklmohpqstyvwxcABEGHIJKMOPQSTYWXCaeyiknopuxABEZHIKMNOPTYXiagonugh';
