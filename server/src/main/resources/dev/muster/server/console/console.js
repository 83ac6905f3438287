// Runs before the page is drawn, so that nobody sees the other theme first.
(() => {
  const root = document.documentElement;
  const wanted = () => localStorage.getItem('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
  root.dataset.bsTheme = wanted();
  document.addEventListener('click', event => {
    const button = event.target.closest('button');
    if (!button) return;
    if ('themeSwitch' in button.dataset) {
      localStorage.setItem('theme', root.dataset.bsTheme === 'dark' ? 'light' : 'dark');
      root.dataset.bsTheme = wanted();
    }
    if (button.dataset.copy !== undefined) {
      navigator.clipboard.writeText(button.dataset.copy).then(() => { button.lastChild.textContent = ' Copied'; });
    }
  });
  document.addEventListener('submit', event => {
    const question = event.target.dataset.confirm;
    if (question && !confirm(question)) event.preventDefault();
  });

  // On a phone a row is a card, and each cell says what it is.
  const nameCells = table => {
    const names = [...table.querySelectorAll('thead th')].map(cell => cell.textContent.trim());
    for (const row of table.querySelectorAll('tbody tr')) {
      let column = 0;
      for (const cell of row.cells) {
        cell.dataset.label = names[column] ?? '';
        column += cell.colSpan;
      }
    }
  };
  // What scrolls by itself can be reached with the keyboard.
  const makeReachable = box => {
    if (box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight) box.tabIndex = 0;
  };
  const prepare = () => {
    document.querySelectorAll('table').forEach(nameCells);
    document.querySelectorAll('.table-responsive, .limited, pre').forEach(makeReachable);
  };
  document.addEventListener('DOMContentLoaded', prepare);
  document.addEventListener('htmx:afterSettle', prepare);
  window.addEventListener('resize', prepare);

  // A list that something arrives in: what is news is asked for as the page asked for the rest.
  document.addEventListener('DOMContentLoaded', () => {
    const list = document.querySelector('[data-tail]');
    if (!list) return;
    const button = document.querySelector('[data-tail-switch]');
    let source, waiting;
    const listen = () => {
      source = new EventSource(list.dataset.tail);
      source.addEventListener('request', () => {
        waiting ??= setTimeout(() => { waiting = undefined; htmx.trigger('#' + list.id, 'news'); }, 300);
      });
    };
    button.addEventListener('click', () => {
      const on = button.getAttribute('aria-pressed') === 'true';
      button.setAttribute('aria-pressed', String(!on));
      button.classList.toggle('btn-primary', !on);
      on ? source.close() : listen();
    });
    addEventListener('pagehide', () => source?.close());
    listen();
  });
})();
