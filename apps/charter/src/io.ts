/** What the command touches of the world; specs give it another. */
export interface Io {
  /** @throws Error when it cannot be read */
  readFile(path: string): Promise<string>;
  readStdin(): Promise<string>;
  print(text: string): void;
  complain(text: string): void;
  /** Of the person at the terminal, as in BCP 47. */
  locale: string;
}
