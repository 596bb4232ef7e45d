/** English words about content that is guarded. */
import type { Messages } from '../ja/index.ts'

export const access: Messages['access'] = {
  reasons: {
    class: {
      title: 'Data classification',
      advice: 'Data of this class are not handled here. Where no class has been set yet, it opens once the town has set one.',
    },
    role: { title: 'Role', advice: 'Only those in charge of this work may do this.' },
    stage: { title: 'Stage of the work', advice: 'Content is open from when you accept the terms until the review is done.' },
    standing: { title: 'Membership', advice: 'Your membership is suspended or over. Please ask the desk of your town.' },
    clearance: {
      title: 'Clearance',
      advice: 'Handling data of this class takes a vetting by your town. Please ask its coordinator.',
    },
    certificate: {
      title: 'Training',
      advice: 'A course that is asked for has not been completed, or has run out. See “Training” for the next date.',
    },
    consent: {
      title: 'Consent of the town',
      advice:
        'The town that owns the data has not consented, or has withdrawn its consent. Content is open only while it stands.',
    },
    place: {
      title: 'Place',
      advice:
        'These data open only where they may be handled: sign in on a registered PC of a telework centre, or from a virtual desktop of the town.',
    },
    device: {
      title: 'Kind of passkey',
      advice:
        'It opens when you sign in with a passkey that cannot leave its device or security key. Synced passkeys do not open it.',
    },
    deadline: {
      title: 'Due day',
      advice: 'The due day has passed, so the list is closed. If you are still at it, ask the manager for a later day.',
    },
    file: { title: 'Taking away', advice: 'These data are shown on the screen only. They cannot be had as a file.' },
    held: {
      title: 'After a recovery of keys',
      advice: 'For 72 hours after a recovery, data that are handled with care stay closed. They open by themselves.',
    },
    frozen: {
      title: 'Frozen',
      advice:
        'Someone reported a possible leak and the town is looking into it. Keep your files and papers as they are and delete nothing. It opens when the town lifts the freeze.',
    },
    destroyed: { title: 'Destroyed', advice: 'The data of this package have been destroyed. They can no longer be opened.' },
  },
  words: 'What was written can be read when and where the content opens.',
  opening: {
    title: 'Open the content',
    lead: 'These data are strictly controlled. Before they open, your passkey shows that it is you.',
    package: 'Package',
    level: 'Data classification',
    how: 'How you will see it',
    viewOnly: 'As pictures of pages. Every page bears your name, the town’s name and the minute. There is no file to take.',
    asFile: 'As a file. The other coordinators of the town and the manager are told.',
    fileTitle: 'Take the result home as a file',
    fileLead: 'Strictly controlled data are about to leave the platform. Your passkey shows that it is you.',
    reasonLead:
      'The content of this package is otherwise only shown on the screen. Only the town may take its result as a file, for a reason that is kept. The other coordinators of the town and the manager are told.',
    time: 'How long it stays open',
    minutes: (idle, most) =>
      `As long as you look at it. It closes after ${idle} minutes without, and after ${most} minutes in any case.`,
    reason: 'Why you take it',
    reasonHint: 'The reason that you choose is kept in the audit.',
    submit: 'Next: prove who you are',
    ready: {
      title: 'The file is ready',
      lead: 'Take it within five minutes. Keep it as the rules of your town say, and delete it once it is not needed any more.',
      take: 'Take the file',
      back: 'Back to the package',
    },
    reasons: {
      handover: 'To hand it to the office in charge',
      inspection: 'For an inspection',
      correction: 'To answer a request for correction or disclosure',
      incident: 'To look into a suspected data breach',
      other: 'Something else',
    },
  },
}
