/** The agenda's dialogs and row actions; every action names its appointment, whatever row it stands in by then. */
const REFRESH_MILLIS = 10_000;

const dialog = (id) => document.getElementById(id);

function act(name, row) {
  window[name]([{ name: 'appointment', value: row.dataset.appointment }]);
}

function askToCancel(row, kind) {
  for (const part of ['cancel-title', 'cancel-text']) {
    const element = document.getElementById(part);
    element.textContent = element.dataset[kind];
  }
  document.getElementById('cancelling:appointment').value = row.dataset.appointment;
  document.getElementById('cancelling:reason').value = '';
  dialog('cancel-dialog').showModal();
}

async function copy(button) {
  const input = document.getElementById(button.dataset.copy);
  input.select();
  try {
    await navigator.clipboard.writeText(input.value);
  } catch {
    document.execCommand('copy');
  }
  button.textContent = button.dataset.copied;
}

function book() {
  const date = document.getElementById('booking:date');
  date.value ||= document.getElementById('agenda:day').value;
  dialog('booking-dialog').showModal();
}

document.addEventListener('click', (event) => {
  const button = event.target.closest('button, summary');
  const row = button?.closest('.agenda-row');
  if (button?.dataset.act && row) act(button.dataset.act, row);
  else if (button?.dataset.cancel && row) askToCancel(row, button.dataset.cancel);
  else if (button?.dataset.dialog === 'booking-dialog') book();
  else if (button?.dataset.close !== undefined) button.closest('dialog').close();
  else if (button?.dataset.copy) copy(button);
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target) || button?.classList.contains('menu-item')) menu.open = false;
  }
});

/** What PrimeFaces calls when a dialog's answer is there: it closes unless something was refused. */
window.sessionRoomAgenda = {
  after(id, args) {
    if (!args.validationFailed && !args.refused) dialog(id).close();
  },
};

const opened = dialog('opened-dialog');
new MutationObserver(() => {
  if (document.getElementById('opened-title') && !opened.open) opened.showModal();
}).observe(opened, { childList: true, subtree: true });

function busy() {
  return document.querySelector('dialog[open], details.menu[open]') || document.hidden;
}

setInterval(() => busy() || window.refreshAgenda(), REFRESH_MILLIS);
