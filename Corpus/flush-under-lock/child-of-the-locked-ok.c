// run: kernel-version=6.1
/*
 * A folder's lock is held until work is over that takes a block's lock, whose holder asks for the lock of a file: one
 * of another kind, as the code says, since it may hold that of a folder.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct node {
	struct mutex lock;
	struct node *parent;
	int links;
};

struct volume {
	struct mutex block_lock;
	struct work_struct discard;
	int blocks;
};

static void volume_discard(struct work_struct *work)
{
	struct volume *volume = container_of(work, struct volume, discard);

	mutex_lock(&volume->block_lock);
	volume->blocks = 0;
	mutex_unlock(&volume->block_lock);
}

void volume_init(struct volume *volume)
{
	INIT_WORK(&volume->discard, volume_discard);
	schedule_work(&volume->discard);
}

void folder_extend_ok(struct volume *volume, struct node *folder)
{
	mutex_lock(&folder->lock);
	flush_work(&volume->discard);
	folder->links++;
	mutex_unlock(&folder->lock);
}

void file_store_ok(struct volume *volume, struct node *file)
{
	mutex_lock(&volume->block_lock);
	mutex_lock_nested(&file->lock, 1);
	volume->blocks += file->links;
	mutex_unlock(&file->lock);
	mutex_unlock(&volume->block_lock);
}
