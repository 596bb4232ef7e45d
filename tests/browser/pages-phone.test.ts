// In Japanese on a phone, light.
import { phone } from '../support/chrome.ts'
import { everyPage } from './pages.ts'

everyPage({ viewport: phone, locale: 'ja-JP', colorScheme: 'light' })
