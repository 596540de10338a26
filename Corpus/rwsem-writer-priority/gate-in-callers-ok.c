// run: kernel-version=6.1
/*
 * A volume whose operations all start in one place, which takes the volume's mutex.
 *
 * Task 1 reads the map under the rwsem and waits for the refresh, two calls below the mutex. The
 * writer comes the same way, so none is in the queue meanwhile, and task 2 reads without hindrance.
 * The functions that lock and wait say nothing of the mutex: only running the tasks tells.
 */

#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/workqueue.h>

struct volume {
	struct mutex op_lock;
	struct rw_semaphore map_lock;
	struct completion refreshed;
	struct work_struct refresh;
	u64 blocks;
};

u64 hw_blocks(struct volume *volume);

static void volume_refresh(struct work_struct *work)
{
	struct volume *volume = container_of(work, struct volume, refresh);

	down_read(&volume->map_lock);
	hw_blocks(volume);
	up_read(&volume->map_lock);
	complete(&volume->refreshed);
}

static void wait_for_refresh(struct volume *volume)
{
	schedule_work(&volume->refresh);
	wait_for_completion(&volume->refreshed);
}

static u64 read_blocks(struct volume *volume)
{
	u64 blocks;

	down_read(&volume->map_lock);
	wait_for_refresh(volume); // expect: rwsem-writer-priority refuted
	blocks = volume->blocks;
	up_read(&volume->map_lock);
	return blocks;
}

static void write_blocks(struct volume *volume, u64 blocks)
{
	down_write(&volume->map_lock);
	volume->blocks = blocks;
	up_write(&volume->map_lock);
}

u64 volume_size_ok(struct volume *volume)
{
	u64 blocks;

	mutex_lock(&volume->op_lock);
	blocks = read_blocks(volume);
	mutex_unlock(&volume->op_lock);
	return blocks;
}

void volume_resize_ok(struct volume *volume, u64 blocks)
{
	mutex_lock(&volume->op_lock);
	write_blocks(volume, blocks);
	mutex_unlock(&volume->op_lock);
}

void volume_init_ok(struct volume *volume)
{
	mutex_init(&volume->op_lock);
	init_rwsem(&volume->map_lock);
	init_completion(&volume->refreshed);
	INIT_WORK(&volume->refresh, volume_refresh);
}
