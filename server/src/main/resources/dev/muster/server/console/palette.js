// The command palette: Ctrl-K or "/" opens it, arrows choose, Enter goes there, Escape closes.
(() => {
  const palette = document.getElementById('palette');
  if (!palette) return;
  const input = palette.querySelector('input');
  const found = document.getElementById('palette-found');
  const commands = [...palette.querySelectorAll('[data-command]')];

  const narrow = () => {
    const words = input.value.trim().toLowerCase();
    commands.forEach(command => { command.hidden = !command.textContent.toLowerCase().includes(words); });
    if (!words) found.replaceChildren();
  };
  const open = () => {
    input.value = '';
    narrow();
    palette.showModal();
    input.focus();
  };
  const choices = () => [...palette.querySelectorAll('a')].filter(link => !link.hidden);
  const typing = element => element.matches('input, textarea, select, [contenteditable]');

  document.addEventListener('keydown', event => {
    const wanted = ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') || (event.key === '/' && !typing(event.target));
    if (!wanted || palette.open) return;
    event.preventDefault();
    open();
  });
  document.addEventListener('click', event => {
    if (event.target === palette) palette.close();
    if (!event.target.closest('[data-palette]')) return;
    event.preventDefault();
    open();
  });
  input.addEventListener('input', narrow);
  palette.addEventListener('keydown', event => {
    const links = choices();
    const here = links.indexOf(document.activeElement);
    if (event.key === 'Enter' && here < 0 && links.length > 0) {
      event.preventDefault();
      links[0].click();
    }
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
    event.preventDefault();
    const next = here + (event.key === 'ArrowDown' ? 1 : -1);
    (links[next] ?? input).focus();
  });
})();
