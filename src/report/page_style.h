// The style sheet of a page: light and dark, screen, phone and A4, the classes of the pictures.
#ifndef DETENTE_REPORT_PAGE_STYLE_H_
#define DETENTE_REPORT_PAGE_STYLE_H_

namespace detente {

// Levels p0 to p6 follow a scale that grows evenly in lightness and stays apart for readers who do
// not see red or green; text on them has a halo of the page's colour.
inline constexpr const char* kPageStyle = R"(
:root{color-scheme:light dark;--page:#fdfdfb;--text:#1d2430;--quiet:#566074;--rule:#d5d9e0;
--accent:#1f5fa8;--stop:#b3401a;--zone:#e7f0fa;--bar:#5b8fc7;
--c0:#0072b2;--c1:#d55e00;--c2:#007a58;--c3:#b0518a;--c4:#8a6500;--c5:#3d7fb0;
--p0:#f1e3c8;--p1:#e3d7a6;--p2:#bfd0a0;--p3:#8fc0ae;--p4:#63a8bd;--p5:#4487bd;--p6:#2f62a6}
@media(prefers-color-scheme:dark){:root{--page:#14181f;--text:#e6e9ee;--quiet:#a4adbb;--rule:#39414d;
--accent:#8ab8ee;--stop:#f0966c;--zone:#1b2a3d;--bar:#4f7fb5;
--c0:#56b4e9;--c1:#f0884a;--c2:#3dc99a;--c3:#e09cc4;--c4:#e6b34d;--c5:#a9cbea;
--p0:#4a3b22;--p1:#50492a;--p2:#47573a;--p3:#3a5f55;--p4:#33677a;--p5:#376f9f;--p6:#4f8ad0}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--text);font:16px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
main{max-width:56rem;margin:0 auto;padding:1.5rem 1rem 4rem}
h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0 .4rem}
h2{font-size:1.35rem;margin:2.4rem 0 .6rem;border-top:2px solid var(--rule);padding-top:1rem}
h3{font-size:1.08rem;margin:1.5rem 0 .4rem}
p{margin:.5rem 0}
.answer{font-size:1.25rem;font-weight:650;line-height:1.35}
a{color:var(--accent);text-underline-offset:.15em}
a:focus-visible,summary:focus-visible,.wide:focus-visible{outline:3px solid var(--accent);outline-offset:2px;border-radius:2px}
.skip{position:absolute;left:-999px}
.skip:focus{left:1rem;top:.5rem;background:var(--page);padding:.3rem .6rem}
sup.refs{font-size:.78em;line-height:0;margin-left:.15em}
nav ul{columns:2;padding-left:1.2rem;margin:.3rem 0}
.wide{overflow-x:auto;max-width:100%}
table{border-collapse:collapse;font-size:.92rem;margin:.6rem 0;font-variant-numeric:tabular-nums}
th,td{text-align:left;padding:.25rem .7rem .25rem 0;vertical-align:top;border-bottom:1px solid var(--rule)}
th{color:var(--quiet);font-weight:600}
.n{text-align:right}
figure{margin:1.2rem 0}
figcaption{margin-bottom:.4rem}
figcaption strong{display:block}
figcaption span,details,.note p{color:var(--quiet)}
summary{cursor:pointer;font-size:.9rem}
.note{margin:.7rem 0;padding-left:.8rem;border-left:3px solid var(--rule)}
.note:target{border-left-color:var(--accent);background:var(--zone)}
.note p{margin:.1rem 0}
svg{width:100%;min-width:34rem;height:auto;display:block}
svg text{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif;fill:var(--text)}
svg .small{font-size:11.5px;fill:var(--quiet)}
svg .strong{font-weight:600}
svg .halo{paint-order:stroke;stroke:var(--page);stroke-width:3.5px;stroke-linejoin:round}
svg .ink{stroke:var(--text);stroke-width:1.2}
svg .faint{stroke:var(--rule);stroke-width:1}
svg .dash{stroke:var(--quiet);stroke-width:1;stroke-dasharray:4 3}
svg .stop{stroke:var(--stop);stroke-width:4}
svg .mark{fill:var(--text)}
svg .bar{fill:var(--bar)}
svg .zone{fill:var(--zone)}
svg .cloud{fill:var(--quiet);opacity:.35}
svg .point{fill:var(--bar)}
svg .named{fill:var(--accent);stroke:var(--page);stroke-width:1.5}
svg .cloud-line{fill:none;stroke:var(--quiet);stroke-width:1;opacity:.3}
svg .named-line{fill:none;stroke:var(--accent);stroke-width:2.2}
svg .d1{stroke-dasharray:8 4}svg .d2{stroke-dasharray:2 4}svg .d3{stroke-dasharray:10 4 2 4}
svg .arrow{fill:none;stroke:var(--text);stroke-width:1.6}
svg .head{fill:var(--text)}
svg .arrow.bad{stroke:var(--stop);stroke-dasharray:6 4}svg .head.bad{fill:var(--stop)}
svg .node{fill:var(--page);stroke:var(--quiet);stroke-width:1.3}
svg .node.start{stroke-dasharray:5 3}
svg .node.goal{stroke:var(--accent);stroke-width:3}
svg .ring{fill:none;stroke:var(--text);stroke-width:1.5}
svg .arrow.chosen{stroke-width:4}
svg .arrow.c0{stroke:var(--c0)}svg .arrow.c1{stroke:var(--c1)}svg .arrow.c2{stroke:var(--c2)}svg .arrow.c3{stroke:var(--c3)}svg .arrow.c4{stroke:var(--c4)}svg .arrow.c5{stroke:var(--c5)}
svg .head.c0{fill:var(--c0)}svg .head.c1{fill:var(--c1)}svg .head.c2{fill:var(--c2)}svg .head.c3{fill:var(--c3)}svg .head.c4{fill:var(--c4)}svg .head.c5{fill:var(--c5)}
svg .node.bad{stroke:var(--stop);stroke-width:3}
svg .p0{fill:var(--p0)}svg .p1{fill:var(--p1)}svg .p2{fill:var(--p2)}svg .p3{fill:var(--p3)}
svg .p4{fill:var(--p4)}svg .p5{fill:var(--p5)}svg .p6{fill:var(--p6)}
@media(max-width:36rem){nav ul{columns:1}h1{font-size:1.5rem}}
@media print{@page{size:A4;margin:18mm}body{font-size:10.5pt;background:none}main{max-width:none;padding:0}
nav,.skip,details:not([open]){display:none}h2{break-after:avoid}figure,table,.note{break-inside:avoid}a{color:inherit;text-decoration:none}}
)";

}  // namespace detente

#endif  // DETENTE_REPORT_PAGE_STYLE_H_
