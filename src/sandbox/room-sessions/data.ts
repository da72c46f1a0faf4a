import type { RoomSession, RoomSessionSummary } from '../../generated/types.js'
import { costMembers } from './members.js'
import type { SessionPlan } from './plan.js'
import { toTime } from './time.js'
import type { World } from './world.js'

/** A session as its id gives it. */
export function toSummary(world: World, plan: SessionPlan, id: string): RoomSessionSummary {
  const { settings, scheduled } = plan.room
  const { created, started, ended } = plan
  // A schedule begins before the first member and ends well after the last.
  const window = scheduled ? { from: created - 900, until: created + 7200, end: created + 10_800 } : nowhere
  const lastChange = ended ?? (started === null ? created : world.now - 5)
  return {
    id,
    room_id: plan.roomId,
    name: settings.name,
    display_name: settings.display_name,
    max_members: settings.max_members,
    quality: settings.quality,
    fps: settings.fps,
    join_from: toTime(window.from),
    join_until: toTime(window.until),
    remove_at: toTime(window.end),
    remove_after_seconds_elapsed: settings.remove_after_seconds_elapsed,
    layout: settings.layout,
    record_on_start: settings.record_on_start,
    tone_on_entry_and_exit: settings.tone_on_entry_and_exit,
    room_join_video_off: settings.room_join_video_off,
    user_join_video_off: settings.user_join_video_off,
    locked: settings.locked,
    start_time: toTime(started),
    end_time: toTime(ended),
    duration: started === null ? null : (ended ?? world.now) - started,
    status: plan.status,
    created_at: toTime(created),
    updated_at: toTime(lastChange),
    preview_url: hasPreview(plan) ? `${world.mediaUrl}/video-room-previews/${id}.webp` : null,
    prioritize_handraise: settings.prioritize_handraise,
    sync_audio_video: settings.sync_audio_video,
  }
}

const nowhere = { from: null, until: null, end: null }

const hasPreview = ({ room, status }: SessionPlan) => room.settings.enable_room_previews && status === 'in-progress'

/** What a list tells of a session and its id does not. */
type ListOnly = Pick<RoomSession, Exclude<keyof RoomSession, keyof RoomSessionSummary>>

/** A session as a list gives it. Its cost is that of its members. */
export function toSession(world: World, plan: SessionPlan, id: string): RoomSession {
  const listOnly: ListOnly = {
    cost_in_dollars: costMembers(world, plan),
    enable_room_previews: plan.room.settings.enable_room_previews,
    locked_cover: `${world.mediaUrl}/video-room-covers/locked.png`,
  }
  return { ...toSummary(world, plan, id), ...listOnly }
}
