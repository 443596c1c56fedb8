import { breakIntoTwoLines, keepInOneLine } from 'scripts/live-chart/bars/text-wrapping.js';

const measureLetters = text => text.length;

describe('breakIntoTwoLines', () => {
  test.each([
    ['a word cannot be broken', 'Oxfam', ['Oxfam']],
    ['two words', 'Hà Nội', ['Hà', 'Nội']],
    ['three words: the narrowest break after two syllables', 'Bà Rịa Vũng', ['Bà Rịa', 'Vũng']],
    ['words of two syllables stay whole although the lines are less even', 'kinh tế nông thôn mới', ['kinh tế', 'nông thôn mới']],
    ['an odd break is taken where it is far narrower', 'aaaaaaaaaa bbbbb c', ['aaaaaaaaaa', 'bbbbb c']],
    ['a dash ends a line and begins none', 'Bà Rịa – Vũng Tàu', ['Bà Rịa –', 'Vũng Tàu']],
    ['a number counts as no syllable', '2023 quý một', ['2023', 'quý một']],
    ['an empty text', '', ['']],
  ])('%s', (_, text, lines) => expect(breakIntoTwoLines(text, measureLetters).lines).toEqual(lines));

  test('the width is that of the wider line', () => expect(breakIntoTwoLines('Hà Nội', measureLetters).width).toBe(3));

  test('is never wider than one line', () => {
    for (const text of ['Y tế', 'Thừa Thiên – Huế', 'Giáo dục và đào tạo', 'Thành phố Hồ Chí Minh'])
      expect(breakIntoTwoLines(text, measureLetters).width).toBeLessThan(keepInOneLine(text, measureLetters).width);
  });
});
