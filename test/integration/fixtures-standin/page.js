/** Runs in the fixture's page. */
window.scriptRan = true;
window.pageSecret = 1;
const zone = document.querySelector('#drop');
window.drops = [];
zone.addEventListener('dragover', (event) => event.preventDefault());
zone.addEventListener('drop', (event) => {
  event.preventDefault();
  for (const file of event.dataTransfer.files)
    void window.fixture.pathOf(file).then((path) => window.drops.push({ name: file.name, size: file.size, path }));
});
