// run: kernel-version=6.1
/*
 * A volume whose rwsem is taken for writing only while nobody else knows the volume.
 *
 * The constructor writes to keep the checks of helper functions quiet; the volume is handed out
 * afterwards. Task 1 and task 3 are readers, and no writer can come between them.
 */

#include <linux/completion.h>
#include <linux/rwsem.h>
#include <linux/slab.h>
#include <linux/workqueue.h>

struct volume {
	struct rw_semaphore lock;
	struct completion scanned;
	struct work_struct scan_work;
	u32 blocks;
	u32 used;
};

u32 hw_used(u32 blocks);

static void volume_set_blocks(struct volume *volume, u32 blocks)
{
	volume->blocks = blocks;
}

static void volume_scan(struct work_struct *work)
{
	struct volume *volume = container_of(work, struct volume, scan_work);

	down_read(&volume->lock);
	volume->used = hw_used(volume->blocks);
	up_read(&volume->lock);
	complete(&volume->scanned);
}

u32 volume_used_ok(struct volume *volume)
{
	u32 used;

	down_read(&volume->lock);
	schedule_work(&volume->scan_work);
	wait_for_completion(&volume->scanned); // expect-fp: rwsem-writer-priority that the only writer has not handed its object out yet is not seen
	used = volume->used;
	up_read(&volume->lock);
	return used;
}

struct volume *volume_create_ok(u32 blocks)
{
	struct volume *volume = kzalloc(sizeof(*volume), GFP_KERNEL);

	if (!volume)
		return NULL;
	init_rwsem(&volume->lock);
	init_completion(&volume->scanned);
	INIT_WORK(&volume->scan_work, volume_scan);

	down_write(&volume->lock);
	volume_set_blocks(volume, blocks);
	up_write(&volume->lock);
	return volume;
}
