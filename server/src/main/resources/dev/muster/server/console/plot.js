// Draws past cycles: what each did, one upon another, and how long it took. The table below has the same figures.
(() => {
  const kinds = [['failed', 'red'], ['removed', 'orange'], ['memberships', 'cyan'], ['changed', 'blue'], ['created', 'green']];
  const colour = name => getComputedStyle(document.documentElement).getPropertyValue('--tblr-' + name).trim();
  let plot, drawn;
  const inner = box => {
    const style = getComputedStyle(box);
    return Math.floor(box.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight));
  };
  const draw = () => {
    const box = document.querySelector('[data-plot]');
    if (!box) return;
    const width = inner(box);
    const look = box.dataset.plot + document.documentElement.dataset.bsTheme + width;
    if (drawn === look && box.firstChild) return;
    drawn = look;
    plot?.destroy();
    const cycles = JSON.parse(box.dataset.plot);
    const counts = kinds.map(([kind]) => cycles.map(cycle => cycle[kind]));
    // What is lower in a bar is drawn later, over what is behind it.
    const heights = counts.map((_, kind) => cycles.map((_, at) => counts.slice(kind).reduce((sum, one) => sum + one[at], 0)));
    const grid = { stroke: colour('border-color'), width: 1 };
    const text = { stroke: colour('body-color'), ticks: grid };
    plot = new uPlot({
      width, height: 180,
      cursor: { drag: { x: false, y: false } },
      scales: { x: { time: false, range: (_, from, to) => [from - 0.6, to + 0.6] }, y: { range: (_, from, to) => [0, Math.max(1, to)] }, s: { range: (_, from, to) => [0, Math.max(1, to)] } },
      axes: [{ ...text, grid: { show: false }, incrs: [1, 2, 5, 10] }, { ...text, grid, size: 60 }, { ...text, scale: 's', side: 1, grid: { show: false }, size: 60, values: (_, all) => all.map(value => value + ' s') }],
      series: [
        { label: 'cycle', value: (_, value) => value ?? '–' },
        ...kinds.map(([kind, name], at) => ({
          label: kind, fill: colour(name), stroke: colour(name), width: 0, points: { show: false },
          paths: uPlot.paths.bars({ size: [0.6, 40] }), value: (_, value, series, index) => index == null ? '–' : counts[at][index].toLocaleString('en'),
        })),
        { label: 'duration', scale: 's', stroke: colour('secondary'), width: 2, value: (_, value) => value == null ? '–' : value + ' s' },
      ],
    }, [cycles.map(cycle => cycle.number), ...heights, cycles.map(cycle => cycle.seconds)], box);
  };
  document.addEventListener('DOMContentLoaded', draw);
  document.addEventListener('htmx:afterSettle', draw);
  window.addEventListener('resize', draw);
  new MutationObserver(draw).observe(document.documentElement, { attributeFilter: ['data-bs-theme'] });
})();
