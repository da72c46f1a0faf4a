const plainUrl = /^https?:\/\/(\[[\da-f:]+\]|[\w.-]+)(:\d+)?\/[!$-;=?-~]*$/

/** Whether a text is a URL without a character that parsing would encode. Most are, and parsing one costs more than all else that is done with it. */
export const isPlainUrl = (text: string): boolean => plainUrl.test(text)
