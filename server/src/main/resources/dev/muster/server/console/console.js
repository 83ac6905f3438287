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
})();
