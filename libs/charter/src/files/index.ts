export { type CharterFile, type FilePlace, LARGEST_CHARTER_FILE, parseCharterFile } from './parse-charter-file.js';
