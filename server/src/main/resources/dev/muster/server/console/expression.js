// Completes functions and [attributes] in the expression editor, and marks it when it is wrong.
(() => {
  const field = document.querySelector('[data-completed]');
  const list = document.getElementById('expression-options');
  const all = [...document.getElementById(field.dataset.completed).options].map(option => ({ value: option.value, label: option.label || option.value }));
  let found = [], chosen = 0, begin = 0;
  const word = () => {
    const before = field.value.slice(0, field.selectionStart);
    if ((before.match(/"/g) ?? []).length % 2) return '';
    return before.match(/\[[^\]\s,()]*$|[A-Za-z][A-Za-z0-9]*$/)?.[0] ?? '';
  };
  const close = () => { found = []; list.classList.remove('show'); field.removeAttribute('aria-activedescendant'); };
  const show = () => {
    const typed = word().toLowerCase();
    begin = field.selectionStart - typed.length;
    found = typed ? all.filter(one => one.value.toLowerCase().startsWith(typed) || (typed.startsWith('[') && typed.length > 2 && one.value.toLowerCase().includes(typed.slice(1)))).slice(0, 8) : [];
    if (!found.length) return close();
    chosen = Math.min(chosen, found.length - 1);
    list.replaceChildren(...found.map((one, index) => {
      const item = document.createElement('li');
      item.id = 'completion-' + index;
      item.role = 'option';
      item.className = 'dropdown-item font-monospace' + (index === chosen ? ' active' : '');
      item.ariaSelected = String(index === chosen);
      item.textContent = one.label;
      item.addEventListener('mousedown', event => { event.preventDefault(); take(one); });
      return item;
    }));
    list.classList.add('show');
    field.setAttribute('aria-activedescendant', 'completion-' + chosen);
  };
  const take = one => {
    field.setRangeText(one.value, begin, field.selectionStart, 'end');
    close();
    field.dispatchEvent(new Event('input', { bubbles: true }));
    close();
  };
  field.addEventListener('input', () => { chosen = 0; show(); });
  field.addEventListener('blur', close);
  field.addEventListener('keydown', event => {
    if (!found.length) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      chosen = (chosen + (event.key === 'ArrowDown' ? 1 : found.length - 1)) % found.length;
      show();
    } else if (event.key === 'Enter' || event.key === 'Tab') take(found[chosen]);
    else if (event.key === 'Escape') close();
    else return;
    event.preventDefault();
  });
  document.body.addEventListener('htmx:afterSwap', event => {
    if (event.target.id === 'trial') field.classList.toggle('is-invalid', event.target.querySelector('[data-wrong=true]') !== null);
  });
})();
