/** English wording of every error code of `contract/errors.ts`: what happened, and what to do next. */
import type vi from '../vi/errors.ts';

export default {
  'errors.network.title': 'No connection to Onflow’s server',
  'errors.network.next':
    'Check this computer’s network. The desk goes on sending by itself once it is back; nothing has left, nothing is lost.',
  'errors.certificate.title':
    '{cause, select, clock {This computer’s clock is wrong, so the server {host} cannot be verified} other {The certificate of the server {host} is not accepted}}',
  'errors.certificate.next':
    '{cause, select, clock {This computer says {now, date, medium} {now, time, short}; Onflow’s clock says otherwise. Set date and time, best by letting the system do it.} expired {It expired on {validTo, date, medium}; this computer says {now, date, medium} {now, time, short}. If that is wrong, set date and time; if it is right, tell Onflow’s support.} notYetValid {It is only valid from {validFrom, date, medium}, and this computer says {now, date, medium} {now, time, short}: its clock is probably behind. Set date and time.} wrongHost {It was made out for another address. On a public Wi-Fi, sign in to the Wi-Fi first; otherwise check the server address in Settings.} selfSigned {The server signed it itself, and nobody vouches for it. On a public Wi-Fi, sign in to the Wi-Fi first; in a company, ask IT which device stands in between.} unknownIssuer {This computer does not know who issued it. A company’s network may inspect traffic with a certificate of its own: ask IT to put the company’s root certificate into the system’s store, or to give the desk its file, then start the desk again.} other {Ask IT to look at the server’s certificate.}} {subject, select, none {} other {It names “{subject}”, issued by “{issuer}”, valid {validFrom, date, medium} – {validTo, date, medium}. }}{caFile, select, none {} other {The certificate file “{caFile}” was named but could not be read. }}Nothing has left, nothing is lost. ({reason})',
  'errors.proxyUnreachable.title': 'No way out through the proxy {proxy}',
  'errors.proxyUnreachable.next':
    'This computer is set up to go through it, but it is not running or does not reach Onflow. Check this computer’s network; outside the company, turn on the VPN or ask IT to look at the proxy settings. The desk tries again by itself; nothing has left, nothing is lost. ({reason})',
  'errors.proxyRefused.title':
    '{cause, select, kind {This computer is set up for a kind of proxy that the desk cannot use} socksName {The SOCKS proxy {proxy} asks you to sign in, which the desk cannot do} other {The proxy {proxy} does not let the desk through to Onflow}}',
  'errors.proxyRefused.next':
    'Ask IT to let the server {host} (port 443) through, or to change this computer’s proxy. The desk goes on sending by itself once it is let through; nothing has left, nothing is lost. ({reason})',
  'errors.proxySignIn.title':
    '{cause, select, wrong {The proxy {proxy} does not accept this name and password} scheme {The proxy {proxy} asks for a kind of sign-in that the desk cannot do} other {The proxy {proxy} asks you to sign in}}',
  'errors.proxySignIn.next':
    '{cause, select, wrong {Type the name and password that you use to reach the internet at work. If your Windows password was just changed, use the new one.} scheme {It only takes {schemes}. Ask IT to let the server {host} through without sign-in, or to allow name and password (Basic).} other {Your company’s network wants a name and a password to let you out. Type them here, or ask IT.}}',
  'errors.webPage.title':
    '{to, select, none {This network answers with a web page in Onflow’s place} other {This network leads to {to} instead of to Onflow}}',
  'errors.webPage.next':
    'Usually it is a Wi-Fi that wants you to sign in, or a company’s filter. Open a browser and sign in to the network, or ask IT to let Onflow’s server through, then try again. From now on no document leaves until Onflow itself answers; what had already left is looked up first and not sent again on a guess.',
  'errors.timeout.title': 'Onflow took the request but did not answer in time',
  'errors.timeout.next': 'Whether it went through is not known yet. The desk looks it up first; it does not send again on a guess.',
  'errors.connectionLost.title': 'The connection broke while waiting for the answer',
  'errors.connectionLost.next': 'Whether it went through is not known yet. The desk looks it up first; it does not send again on a guess.',
  'errors.rateLimited.title': 'Onflow asks us to slow down',
  'errors.rateLimited.next':
    'Nothing to do: the desk waits{seconds, plural, =0 {} one { about # second} other { about # seconds}} and goes on by itself.',
  'errors.busy.title': 'Onflow’s server is busy or being maintained',
  'errors.busy.next':
    'Nothing to do: the desk tries again by itself{minutes, plural, =0 {} one { in about # minute} other { in about # minutes}} and goes on sending. Drafts can still be written.',
  'errors.unauthorized.title': 'Onflow does not accept the access token',
  'errors.unauthorized.next':
    'It may have been reset. Copy the new one from OMS → Settings → Developer Tools and paste it here. Sending is paused; nothing is lost.',
  'errors.accountRefused.title': 'Onflow does not let this account use the API',
  'errors.accountRefused.next':
    'Sending is paused; nothing is lost. Ask Onflow’s Customer Support to approve or reopen the account, then press “Try again”. If you are given a new token, paste it here.',
  'errors.forbidden.title': 'Onflow does not allow this request{said, select, none {} other {: “{said}”}}',
  'errors.forbidden.next':
    'Everything else goes on. A firewall may have stopped it for an odd word or character, or the account may not use this warehouse: fix it and send again. If it is still stopped, ask Onflow’s Customer Support.',
  'errors.provider.title': 'Onflow refused the request',
  'errors.provider.next': 'Read the reason above, fix it and send again.',
  'errors.unreadable.title': 'Onflow’s answer could not be read',
  'errors.unreadable.next':
    'Often the server is under maintenance. Try again in a few minutes; if it stays so, run the connection check in Settings.',
  'errors.cancelled.title': 'Stopped, as asked',
  'errors.cancelled.next': 'Do it again whenever you like.',

  'errors.otherCompany.title': 'This token seems to belong to another company',
  'errors.otherCompany.next':
    'With it, Onflow has none of the products and orders that this connection has read before. Nothing was sent by it. Paste this company’s token; for another company, make a connection of its own.',

  'errors.malformed.title': 'A request inside the desk had the wrong shape',
  'errors.malformed.next':
    'This is the desk’s fault, not yours. Open the screen again; if it comes back, tell whoever looks after the software.',
  'errors.foreignSender.title': 'A request that did not come from the desk was blocked',
  'errors.foreignSender.next': 'Close the desk and open it again. If it comes back, tell whoever looks after this computer.',
  'errors.otherConnection.title': 'This belongs to the connection “{name}”, which is not open',
  'errors.otherConnection.next': 'Nothing was done, in that connection or in another. Open “{name}” again at the top left and go on there.',
  'errors.folderOfAnother.title': 'The data folder in the place of “{name}” belongs to another connection',
  'errors.folderOfAnother.next':
    'Nothing was sent. Ask IT to put the right folder back; if it is gone, remove this connection and make it again.',
  'errors.outboxStopped.title': 'The outbox could not be started',
  'errors.outboxStopped.next':
    'Nothing was sent, and nothing is lost. Restart the app; if that does not help, make a support bundle in Settings.',
  'errors.noConnection.title': 'No connection is open',
  'errors.noConnection.next': 'Choose one at the top left, or start practising.',
  'errors.noToken.title': 'This connection has no access token yet',
  'errors.noToken.next': 'Paste the one from OMS → Settings → Developer Tools.',
  'errors.keychainUnavailable.title': 'This computer’s keychain cannot be used',
  'errors.keychainUnavailable.next':
    'The token is kept for this session only. Unlock the system’s keychain to be spared pasting it next time.',
  'errors.tokenEmpty.title': 'Nothing was pasted',
  'errors.tokenEmpty.next': 'Copy the access token in the OMS and paste it into this field.',
  'errors.tokenHasSpaces.title': 'The token has spaces or line breaks inside',
  'errors.tokenHasSpaces.next': 'Copy the token alone, in one piece, and paste it again.',
  'errors.baseUrlInvalid.title': 'This is not a server address',
  'errors.baseUrlInvalid.next': 'Type the whole address, such as https://open-api.example.vn.',
  'errors.baseUrlNotHttps.title': 'The server address must begin with https://',
  'errors.baseUrlNotHttps.next': 'The token must not travel unencrypted. Ask Onflow for the https address.',
  'errors.baseUrlHasPath.title': 'The server address must have no path',
  'errors.baseUrlHasPath.next': 'Keep the server’s name only; leave out everything after the first slash.',
  'errors.baseUrlHasCredentials.title': 'The server address must hold no name or password',
  'errors.baseUrlHasCredentials.next': 'Leave out what stands before the @. The token has a field of its own.',
  'errors.nameTaken.title': 'There is a connection called “{name}” already',
  'errors.nameTaken.next': 'Give it another name, so that the two can be told apart.',
  'errors.papersUnreadable.title': 'This cannot be read',
  'errors.papersUnreadable.next':
    'It takes an OpenAPI, Swagger or Apidog file (JSON, YAML), or a command that begins with curl. {line, plural, =0 {} other {The mistake is on line #. }}Export it again and try once more.',
  'errors.papersUnknown.title': 'This is no API documentation that the desk understands',
  'errors.papersUnknown.next':
    'Export it from the documentation site as OpenAPI 3, Swagger 2 or Apidog, or paste the cURL of single calls.',
  'errors.papersTooLarge.title': 'The documentation is too large, or refers to itself too often',
  'errors.papersTooLarge.next': 'Export only Onflow’s Open API, and as JSON rather than YAML.',
  'errors.papersEmpty.title': 'There are no calls in this',
  'errors.papersEmpty.next': 'When exporting, include the endpoints and not only the data models.',
  'errors.profileNotJson.title': 'The profile is no valid JSON',
  'errors.profileNotJson.next': 'Look at brackets, commas and double quotes and save again. The profile in force has not changed.',
  'errors.profileInvalid.title': 'The profile has something wrong in it',
  'errors.profileInvalid.next': 'Fix the lines named and save again. The profile in force has not changed.',
  'errors.provisionNotJson.title': 'The provisioning file “{name}” is no valid JSON',
  'errors.provisionNotJson.next': 'Look at brackets, commas and double quotes, then start the desk again with --provision.',
  'errors.provisionInvalid.title': 'The provisioning file “{name}” has something wrong in it',
  'errors.provisionInvalid.next':
    'It holds name, environment (staging or production), baseUrl and, if wanted, profile and caFile; never the token. Fix what is named, then start the desk again with --provision.',
  'errors.caFileInvalid.title': 'The certificate file “{name}” cannot be used',
  'errors.caFileInvalid.next':
    'It has to be readable and hold at least one certificate in PEM (-----BEGIN CERTIFICATE-----). Correct caFile in the provisioning file, then start the desk again with --provision.',
  'errors.practicePortTaken.title': 'The practice server cannot have port {port}',
  'errors.practicePortTaken.next': 'Another program may be using it. Start the desk with another --practice-port, or without one.',
  'errors.invalid.title': 'Something needs fixing before this can be sent',
  'errors.invalid.next': 'Fix the marked fields. All that was typed is still there.',
  'errors.notFound.title': 'Not found',
  'errors.notFound.next': 'It may have been removed. Go back to the list and load it again.',
  'errors.tooManyTogether.title': 'Too many rows for one step',
  'errors.tooManyTogether.next': 'Narrow the filter, and do it in parts.',
  'errors.referenceTaken.title': 'This reference was sent from this desk already, or is waiting to be',
  'errors.referenceTaken.next': 'See the outbox. If this is another document, give it another reference.',
  'errors.productGone.title': 'A product that this document waited for will not come',
  'errors.productGone.next':
    'The document has not left this computer. Send the product again, or choose another one at the line pointed out; then send the document again.',
  'errors.notCarriedOut.title': 'Onflow said that it was done, but its record has not changed',
  'errors.notCarriedOut.next': 'Open the record to see how it really stands, then try again or ask Onflow.',
  'errors.wrongState.title': 'This can no longer be done as things stand',
  'errors.wrongState.next': 'It may just have left. See how it stands in the outbox.',
  'errors.fileEmpty.title': 'The file “{name}” is empty (0 bytes)',
  'errors.fileEmpty.next': 'Download or export it again, then drop it once more.',
  'errors.fileTooLarge.title': 'The file “{name}” is larger than 20 MB',
  'errors.fileTooLarge.next': 'Compress it or lower its resolution, then choose it again.',
  'errors.fileKindUnknown.title': 'The file “{name}” is of a kind that cannot be taken',
  'errors.fileKindUnknown.next': 'Use JPG, PNG, WEBP, PDF, DOCX or XLSX.',
  'errors.fileKindMismatch.title': 'The file “{name}” is really a {found} file, not what its ending says',
  'errors.fileKindMismatch.next': 'Open it in its own program, save it as JPG, PNG, PDF, DOCX or XLSX, and drop the new file.',
  'errors.fileUnreadable.title': 'The file “{name}” could not be read',
  'errors.fileUnreadable.next': 'Look at its permissions, or close the program that holds it, and try again.',
  'errors.fileVanished.title': 'The file “{name}” is no longer there',
  'errors.fileVanished.next': 'It was moved or deleted. Find it and drop it once more.',
  'errors.fileIsFolder.title': '“{name}” is a folder, not a file',
  'errors.fileIsFolder.next': 'Open the folder and choose the files one by one.',
  'errors.fileIsLink.title': '“{name}” is a link to another file',
  'errors.fileIsLink.next': 'Drop the original itself.',
  'errors.fileNotReal.title': 'This is no file on this computer',
  'errors.fileNotReal.next': 'Save it first (from the browser or the chat), then drop the saved file.',
  'errors.uploadTooLarge.title': 'Onflow does not take “{name}”: it is too large ({megabytes, number} MB)',
  'errors.uploadTooLarge.next': 'Compress it, or scan it again at a lower resolution; then put the new file in its place and send again.',
  'errors.uploadKindRefused.title': 'Onflow does not take files of the kind of “{name}”',
  'errors.uploadKindRefused.next': 'Save it as PDF or JPG, put the new file in its place and send again.',
  'errors.uploadRefused.title': 'Onflow did not take the file “{name}”{words}',
  'errors.uploadRefused.next': 'Put another file in its place or take it out, then send again. The document has not left.',
  'errors.uploadUnread.title': '“{name}” was uploaded, but Onflow’s answer could not be read',
  'errors.uploadUnread.next':
    'The document has not left. Send again for another try, or take the file out; if it stays so, run the connection check in Settings.',
  'errors.uploadBroken.title': 'The upload of “{name}” broke off again and again',
  'errors.uploadBroken.next':
    'The document has not left. The file may be too large ({megabytes, number} MB) for the line or the server: compress it, or send again when the network is steady.',
  'errors.documentTooLarge.title': 'This document is too large for Onflow’s server',
  'errors.documentTooLarge.next': 'Onflow has recorded nothing. Split it into several documents with fewer lines and send those.',
  'errors.linkRefused.title': 'This address is not opened',
  'errors.linkRefused.next': 'The desk opens Onflow’s own https addresses only.',
  'errors.writingLocked.title': 'The production connection is locked for writing',
  'errors.writingLocked.next': 'Press Unlock writing at the top of the screen, give a reason, then do it again. Your draft is kept.',
  'errors.locked.title': 'Nobody has entered at this desk',
  'errors.locked.next': 'Choose your name and enter your PIN. Drafts are still saved, and what is being sent goes on.',
  'errors.pinWrong.title': 'The PIN is wrong',
  'errors.pinWrong.next':
    'Enter it again{seconds, plural, =0 {} one { in # second} other { in # seconds}}. If it is forgotten, have somebody remove your profile and make it anew.',
  'errors.pinWait.title': 'Too many wrong PINs',
  'errors.pinWait.next': 'Wait {seconds, plural, one {# second} other {# seconds}}, then try again.',
  'errors.diskFull.title': 'The disk is full',
  'errors.diskFull.next': 'Free some space and try again. What is on screen is still there; do not close the desk.',
  'errors.storageReadOnly.title': 'The data folder cannot be written to',
  'errors.storageReadOnly.next':
    'Have whoever looks after this computer allow it. What is on screen is still there; do not close the desk.',
  'errors.storageBusy.title': 'Another program holds the desk’s data file',
  'errors.storageBusy.next':
    'Usually a virus scanner or a backup, and only for a moment. All that was typed is still on the screen and is saved as soon as the file is free; what you just pressed, press again in a few seconds. Do not close the desk.',
  'errors.storageDamaged.title': 'This connection’s data file is damaged',
  'errors.storageDamaged.next':
    'The file is kept, nothing was deleted. Work in another connection and tell whoever looks after the software.',
  'errors.storageNewer.title': 'This data is of a newer version of Onflow Desk',
  'errors.storageNewer.next':
    'Nothing was changed, and nothing was sent. Install the newer version on this computer and open it again; this one cannot read the data.',
  'errors.workOutOfMemory.title': 'This needed more memory than the desk may use',
  'errors.workOutOfMemory.next': 'Nothing was lost. Ask for less and do it again; if it comes back, tell whoever looks after the software.',
  'errors.workBroke.title': 'What was being done broke off',
  'errors.workBroke.next': 'Nothing was lost. Do it again; if it comes back, restart the desk and tell whoever looks after the software.',
  'errors.internal.title': 'Something went wrong inside the desk',
  'errors.internal.next': 'Try again. If it comes back, restart the desk: drafts and outbox are saved.',
} satisfies Record<keyof typeof vi, string>;
