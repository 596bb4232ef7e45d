/** English words about content that is guarded. */
import type { Messages } from '../../ja/index.ts'

export const access: Messages['access'] = {
  reasons: {
    class: {
      title: 'Data classification',
      advice:
        'This data classification cannot be used here. If no classification has been set yet, you can view it once the town has set one.',
    },
    role: { title: 'Role', advice: 'Only people in charge of this work can do this.' },
    stage: {
      title: 'Stage of the work',
      advice: 'You can view content from when you accept the terms until the review is done.',
    },
    standing: { title: 'Registration', advice: 'You are suspended or have left. Ask your town office about it.' },
    clearance: {
      title: 'Data you can handle',
      advice: 'Your town must approve you for this data classification. Ask its coordinator.',
    },
    certificate: {
      title: 'Training',
      advice: 'You have not completed a course you need, or it has expired. See “My training” for the next session.',
    },
    consent: {
      title: 'Consent of the town',
      advice:
        'The town that owns the data has not consented, or has withdrawn its consent. You can only view content while it consents.',
    },
    place: {
      title: 'Place',
      advice:
        'You can only view this data in certain places. Sign in on a registered PC in a telework centre, or from the town’s virtual desktop.',
    },
    device: {
      title: 'Type of passkey',
      advice:
        'Sign in with a passkey that cannot be copied to another device, such as a security key. You cannot view this with a synced passkey.',
    },
    deadline: {
      title: 'Due date',
      advice:
        'The due date has passed, so you can no longer view the list. If you are still working on it, ask the manager to extend the due date.',
    },
    file: { title: 'Downloads', advice: 'This data is view-only. It cannot be downloaded.' },
    held: {
      title: 'After a passkey recovery',
      advice: 'There is a waiting period of 72 hours after a passkey recovery. You can view sensitive data again after that.',
    },
    frozen: {
      title: 'Frozen',
      advice:
        'Someone reported a suspected data breach and the town is looking into it. Keep your files and papers as they are and do not delete anything. You can view this again when the town unfreezes it.',
    },
    destroyed: { title: 'Destroyed', advice: 'The data in this package has been destroyed and can no longer be viewed.' },
  },
  words: 'You can read comments when you view the content in an allowed place, such as a telework centre.',
  opening: {
    title: 'View the content',
    lead: 'This data is strictly controlled. Confirm your identity with your passkey before viewing it.',
    package: 'Package',
    level: 'Data classification',
    how: 'How you will see it',
    viewOnly: 'As pictures of pages. Every page shows your name, the town’s name and the time. You cannot download anything.',
    asFile: 'As a download. We will tell the town’s other coordinators and the manager.',
    fileTitle: 'Download the result',
    fileLead: 'Strictly controlled data is about to leave this system. Confirm your identity with your passkey.',
    reasonLead:
      'The content of this package is view-only. Only the town’s coordinators can download the result, and they must give a reason. We will tell the town’s other coordinators and the manager.',
    time: 'How long you can view it',
    minutes: (idle, most) => `It closes if you do nothing for ${idle} minutes, or ${most} minutes after opening.`,
    reason: 'Reason for downloading',
    reasonHint: 'The reason you choose is recorded in the audit log.',
    submit: 'Next: confirm with your passkey',
    ready: {
      title: 'The file is ready',
      lead: 'Download it within 5 minutes. Store it according to your town’s rules, and delete it when it is no longer needed.',
      take: 'Download the file',
      back: 'Back to the package',
    },
    reasons: {
      handover: 'To give it to the department in charge',
      inspection: 'For an inspection',
      correction: 'To answer a request for correction or disclosure',
      incident: 'To investigate a suspected data breach',
      other: 'Something else',
    },
  },
}
