import type { RoomSession, RoomSessionSummary } from '../../generated/types.js'
import { costMembers } from './members.js'
import type { SessionPlan } from './plan.js'
import { mediaHost, type SpaceSettings } from './space-settings.js'
import { toTime } from './time.js'

/** Returns a session as the operation for one session sends it. */
export function toSummary(space: SpaceSettings, plan: SessionPlan, id: string): RoomSessionSummary {
  const { settings, scheduled } = plan.room
  const { created, started, ended } = plan
  // The scheduled time starts before the first member joins and ends well after the last one leaves.
  const schedule = scheduled ? { from: created - 900, until: created + 7200, end: created + 10_800 } : noSchedule
  const lastChange = ended ?? (started === null ? created : Math.max(started, space.now - 5))
  return {
    id,
    room_id: plan.roomId,
    name: settings.name,
    display_name: settings.display_name,
    max_members: settings.max_members,
    quality: settings.quality,
    fps: settings.fps,
    join_from: toTime(schedule.from),
    join_until: toTime(schedule.until),
    remove_at: toTime(schedule.end),
    remove_after_seconds_elapsed: settings.remove_after_seconds_elapsed,
    layout: settings.layout,
    record_on_start: settings.record_on_start,
    tone_on_entry_and_exit: settings.tone_on_entry_and_exit,
    room_join_video_off: settings.room_join_video_off,
    user_join_video_off: settings.user_join_video_off,
    locked: settings.locked,
    start_time: toTime(started),
    end_time: toTime(ended),
    duration: started === null ? null : (ended ?? space.now) - started,
    status: plan.status,
    created_at: toTime(created),
    updated_at: toTime(lastChange),
    preview_url: hasPreview(plan) ? `${mediaHost}${space.mediaPath}/video-room-previews/${id}.webp` : null,
    prioritize_handraise: settings.prioritize_handraise,
    sync_audio_video: settings.sync_audio_video,
  }
}

const noSchedule = { from: null, until: null, end: null }

const hasPreview = ({ room, status }: SessionPlan) => room.settings.enable_room_previews && status === 'in-progress'

/** The properties of a session that only the list sends. */
type ListOnly = Pick<RoomSession, Exclude<keyof RoomSession, keyof RoomSessionSummary>>

/** Returns a session as the list sends it. Its cost is the total of its members' costs. */
export function toSession(space: SpaceSettings, plan: SessionPlan, id: string): RoomSession {
  const listOnly: ListOnly = {
    cost_in_dollars: costMembers(space, plan),
    enable_room_previews: plan.room.settings.enable_room_previews,
    locked_cover: `${mediaHost}${space.mediaPath}/video-room-covers/locked.png`,
  }
  return { ...toSummary(space, plan, id), ...listOnly }
}
