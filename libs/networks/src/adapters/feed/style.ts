import { Markup } from './markup.js';

/** The whole look of the pages: system fonts, one readable column, light and dark. */
export const STYLE = new Markup(`
:root{color-scheme:light dark;--ink:#22201c;--soft:#6b655b;--paper:#fbf9f5;--card:#fff;--line:#e6e0d5;--accent:#8a4b20}
@media (prefers-color-scheme:dark){:root{--ink:#ece7de;--soft:#a79f92;--paper:#191714;--card:#221f1b;--line:#37322b;--accent:#e2a677}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:1.0625rem/1.65 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
.page{max-width:42rem;margin:0 auto;padding:2.5rem 1.25rem 4rem}
a{color:var(--accent);text-underline-offset:.18em}
a:focus-visible{outline:3px solid var(--accent);outline-offset:3px;border-radius:2px}
.masthead{margin-bottom:2rem}
.masthead h1,.masthead .name{font-size:1.9rem;line-height:1.2;margin:0;font-weight:700;letter-spacing:-.015em}
.masthead p{color:var(--soft);margin:.4rem 0 0}
.post{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:1.4rem 1.5rem;margin:0 0 1.25rem}
.post h1,.post h2{font-size:1.3rem;line-height:1.3;margin:0 0 .5rem}
.post h2 a{color:inherit;text-decoration:none}
.post h2 a:hover{text-decoration:underline}
.post p{margin:.7rem 0}
.when{color:var(--soft);font-size:.9rem}
.when a{color:inherit}
figure{margin:1rem 0}
img,video{display:block;max-width:100%;height:auto;border-radius:10px}
.poll{border-left:4px solid var(--accent);padding:.1rem 0 .1rem 1rem;margin:1rem 0}
.poll ul{list-style:none;padding:0;margin:.6rem 0}
.poll li{border:1px solid var(--line);border-radius:8px;padding:.45rem .8rem;margin:.4rem 0}
.link a{display:block;border:1px solid var(--line);border-radius:8px;padding:.55rem .8rem;text-decoration:none}
.labels{list-style:none;display:flex;flex-wrap:wrap;gap:.4rem;padding:0;margin:1rem 0 0;font-size:.85rem;color:var(--soft)}
.labels li{border:1px solid var(--line);border-radius:99px;padding:.05rem .65rem}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
footer{color:var(--soft);font-size:.9rem}
footer a{margin-right:1rem}
`);
