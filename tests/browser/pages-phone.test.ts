// In Japanese on a phone, light.
import { phone } from '../support/run/chrome.ts'
import { everyPage } from './pages.ts'

everyPage({ viewport: phone, locale: 'ja-JP', colorScheme: 'light' })
