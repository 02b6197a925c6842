// Keeps of the theme's stylesheet the families that pages of Limes build on. A rule stays when every class
// in one of its selectors belongs to a family below; rules on plain elements (the reset) stay too.
import postcss from "postcss";

const FAMILIES = [
  // Grid
  /^container(-fluid)?$/, /^row$/, /^col(-(sm|md|lg))?(-(auto|\d+))?$/, /^g[xy]?-[0-5]$/,
  // Buttons and groups of them
  /^btn$/, /^btn-(primary|secondary|link|sm|lg|check|group|close)$/, /^(active|disabled|show|fade)$/,
  // Forms
  /^form-(control|select|check|check-input|check-label|check-inline|label|text|range|switch)$/, /^form-(control|select)-(sm|lg)$/,
  /^input-group(-text)?$/, /^is-invalid$/, /^invalid-feedback$/, /^col-form-label$/,
  // Dialogues
  /^modal(-(dialog|content|header|body|footer|title|backdrop|open|static|dialog-scrollable|dialog-centered))?$/,
  // Lists and navigation
  /^nav(-(link|item|tabs))?$/, /^tab-(content|pane)$/, /^breadcrumb(-item)?$/, /^pagination$/, /^page-(item|link)$/,
  /^list-(unstyled|inline|inline-item|group|group-item)$/, /^table$/, /^table-(responsive|sm)$/,
  // Marks
  /^badge$/, /^alert$/, /^progress(-bar)?$/, /^spinner-border(-sm)?$/, /^card(-(body|title|text))?$/,
  // Utilities
  /^visually-hidden(-focusable)?$/, /^d-(none|inline|inline-block|block|flex|grid)$/, /^d-(sm|md|lg)-(none|block|flex)$/,
  /^flex-(wrap|column|grow-1|fill)$/, /^(justify-content|align-items)-(start|end|center|between|baseline)$/, /^gap-[0-5]$/,
  /^m[tbxy]?-([0-5]|auto)$/, /^p[tbxy]?-[0-5]$/, /^text-(start|end|center|nowrap|break|truncate)$/, /^w-100$/, /^h-100$/,
  /^ratio(-\dx\d)?$/, /^img-fluid$/, /^lead$/, /^small$/, /^mark$/, /^h[1-6]$/, /^initialism$/,
];

const AWAY = /-moz-focus-inner|color-scheme|::-webkit-file-upload|-ms-/;

export function keepFamilies(css) {
  const tree = postcss.parse(css);
  tree.walkAtRules("charset", (rule) => rule.remove());
  tree.walkRules((rule) => {
    if (rule.parent.type === "atrule" && /keyframes$/.test(rule.parent.name)) return;
    const kept = rule.selectors.filter(wanted);
    if (kept.length) rule.selectors = kept;
    else rule.remove();
  });
  tree.walkDecls((declaration) => {
    if (declaration.prop.startsWith("-ms-") || /^-ms-/.test(declaration.value)) declaration.remove();
  });
  tree.walkComments((comment) => comment.remove());
  dropUnusedKeyframes(tree);
  dropEmpty(tree);
  return tree.toString();
}

function wanted(selector) {
  if (AWAY.test(selector) || selector.includes("[data-bs-theme=dark]") || selector.includes("was-validated")) return false;
  const classes = [...selector.matchAll(/\.([a-zA-Z][\w-]*)/g)].map((match) => match[1]);
  return classes.every((name) => FAMILIES.some((family) => family.test(name)));
}

function dropUnusedKeyframes(tree) {
  let used = "";
  tree.walkDecls(/^animation/, (declaration) => (used += ` ${declaration.value}`));
  tree.walkAtRules(/keyframes$/, (rule) => {
    if (!used.includes(rule.params)) rule.remove();
  });
}

function dropEmpty(tree) {
  tree.walkAtRules((rule) => {
    if (rule.nodes && rule.nodes.length === 0) rule.remove();
  });
}
