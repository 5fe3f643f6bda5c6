// The languages that the engine speaks.

const LOCALES = ["en", "zh"];

function checkLocale(locale) {
  if (locale !== undefined && !LOCALES.includes(locale)) throw new TypeError(`\`locale\` must be ${LOCALES.map((name) => `"${name}"`).join(" or ")}`);
}

export { checkLocale };
