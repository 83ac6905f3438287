// A form with data-passkey: before it is sent, the browser makes a passkey (create) or signs with one (get).
(() => {
  const answer = async form => {
    if (!window.PublicKeyCredential?.parseCreationOptionsFromJSON) throw new Error('This browser has no passkeys, or is too old for them.');
    const response = await fetch(form.dataset.options, {
      method: 'POST', headers: {Accept: 'application/json'},
      body: new URLSearchParams({password: form.elements.password?.value ?? ''}),
    });
    if (response.headers.get('Content-Type')?.startsWith('text/plain')) throw new Error(await response.text());
    if (!response.ok) throw new Error('The server did not ask for a passkey. Load the page again.');
    const {publicKey} = await response.json();
    return form.dataset.passkey === 'create'
      ? navigator.credentials.create({publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(publicKey)})
      : navigator.credentials.get({publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(publicKey)});
  };
  const words = error => ({
    NotAllowedError: 'Nothing was done: it was cancelled, or took too long.',
    InvalidStateError: 'This device has a passkey for this account already.',
  }[error.name] ?? error.message);
  document.addEventListener('submit', async event => {
    const form = event.target;
    if (!form.dataset.passkey) return;
    event.preventDefault();
    const problem = form.querySelector('[data-passkey-problem]');
    const button = form.querySelector('button[type=submit]');
    problem.hidden = true;
    button.disabled = true;
    try {
      form.elements.credential.value = JSON.stringify(await answer(form));
      form.submit();
    } catch (error) {
      problem.textContent = words(error);
      problem.hidden = false;
      button.disabled = false;
    }
  });
})();
