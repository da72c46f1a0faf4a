import type { RoomSession } from '../../generated/types.js'
import { hash } from '../made-up/random.js'

/** The properties that a session takes from its room. */
export type RoomSettings = Omit<
  RoomSession,
  | 'id'
  | 'room_id'
  | 'join_from'
  | 'join_until'
  | 'remove_at'
  | 'start_time'
  | 'end_time'
  | 'duration'
  | 'status'
  | 'created_at'
  | 'updated_at'
  | 'preview_url'
  | 'cost_in_dollars'
  | 'locked_cover'
>

/** A room, and how often, by how many people and for how long it is used. */
export interface Room {
  readonly settings: RoomSettings
  /** Percentage of all sessions that take place in this room. */
  readonly share: number
  /** True if its sessions have `join_from`, `join_until` and `remove_at`. */
  readonly scheduled: boolean
  /** Number of people in a session. */
  readonly people: readonly [min: number, max: number]
  /** Length of a session in minutes. */
  readonly minutes: readonly [min: number, max: number]
}

const usual = {
  max_members: 20,
  quality: '720p',
  fps: 20,
  layout: 'grid-responsive',
  remove_after_seconds_elapsed: null,
  record_on_start: false,
  tone_on_entry_and_exit: true,
  room_join_video_off: false,
  user_join_video_off: false,
  locked: false,
  prioritize_handraise: false,
  sync_audio_video: true,
  enable_room_previews: true,
} satisfies Omit<RoomSettings, 'name' | 'display_name'>

/** The rooms that were created in advance. Only these rooms have ids. */
export const namedRooms: readonly Room[] = [
  {
    settings: { ...usual, name: 'standup', display_name: 'Daily Standup' },
    share: 22,
    scheduled: false,
    people: [5, 9],
    minutes: [9, 21],
  },
  {
    settings: { ...usual, name: 'support-desk', display_name: 'Support Desk', remove_after_seconds_elapsed: 7200 },
    share: 16,
    scheduled: false,
    people: [2, 3],
    minutes: [6, 42],
  },
  {
    settings: {
      ...usual,
      name: 'design-review',
      display_name: 'Design Review',
      quality: '1080p',
      fps: 30,
      layout: 'highlight-1-responsive',
      record_on_start: true,
    },
    share: 13,
    scheduled: false,
    people: [3, 7],
    minutes: [28, 74],
  },
  {
    settings: {
      ...usual,
      name: 'Design-Lab',
      display_name: null,
      quality: null,
      fps: null,
      layout: null,
      max_members: null,
    },
    share: 7,
    scheduled: false,
    people: [2, 5],
    minutes: [15, 95],
  },
  {
    settings: {
      ...usual,
      name: 'all-hands',
      display_name: 'All Hands',
      max_members: 300,
      quality: '1080p',
      fps: 30,
      layout: '10x10',
      record_on_start: true,
      tone_on_entry_and_exit: false,
      user_join_video_off: true,
      prioritize_handraise: true,
    },
    share: 4,
    scheduled: true,
    people: [18, 40],
    minutes: [42, 66],
  },
  {
    settings: {
      ...usual,
      name: 'interview',
      display_name: 'Interview Room',
      max_members: 6,
      layout: '2x1',
      room_join_video_off: true,
      locked: true,
      sync_audio_video: null,
      prioritize_handraise: null,
      enable_room_previews: false,
    },
    share: 8,
    scheduled: true,
    people: [2, 4],
    minutes: [38, 61],
  },
]

/**
 * Returns an index in `namedRooms` for a number from 0 to 99, by the rooms' shares; -1 for a room that was created by joining it.
 */
export function findRoom(percent: number): number {
  let upTo = 0
  return namedRooms.findIndex(({ share }) => {
    upTo += share
    return percent < upTo
  })
}

/** Returns a room that was created by joining it. It has default settings, and a generated name or null. */
export function toAutoCreatedRoom(seed: number, index: number): Room {
  const number = hash(seed, index, 7)
  const name = number % 7 === 0 ? null : `meeting-${number.toString(16).padStart(8, '0').slice(0, 6)}`
  return {
    settings: { ...usual, name, display_name: name },
    share: 0,
    scheduled: false,
    people: [1, 4],
    minutes: [3, 55],
  }
}
