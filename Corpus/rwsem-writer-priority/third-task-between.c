// run: kernel-version=5.15
/*
 * A block device whose exclusive lock is held by one client at a time.
 *
 * Task 1 has lock_rwsem for reading and waits until the lock has been got. The work item that gets it needs
 * watch_mutex first. Task 2 has watch_mutex and asks for lock_rwsem for reading: behind task 3, a writer, which
 * waits for task 1. Without a writer task 2 would go on.
 */
#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/rwsem.h>
#include <linux/workqueue.h>

struct image {
	struct rw_semaphore lock_rwsem;
	struct mutex watch_mutex;
	struct completion acquired;
	struct work_struct acquire_work;
	int state;
};

struct quiet_image {
	struct rw_semaphore lock_rwsem;
	struct mutex watch_mutex;
	struct completion acquired;
	struct work_struct acquire_work;
	int state;
};

static void acquire(struct work_struct *work)
{
	struct image *image = container_of(work, struct image, acquire_work);

	mutex_lock(&image->watch_mutex);
	image->state = 1;
	mutex_unlock(&image->watch_mutex);
	complete_all(&image->acquired);
}

int image_watch_bad(struct image *image)
{
	int state;

	mutex_lock(&image->watch_mutex);
	down_read(&image->lock_rwsem); // expect: rwsem-writer-priority confirmed
	state = image->state;
	up_read(&image->lock_rwsem);
	mutex_unlock(&image->watch_mutex);
	return state;
}

void image_wait_for_lock(struct image *image)
{
	down_read(&image->lock_rwsem);
	schedule_work(&image->acquire_work);
	wait_for_completion(&image->acquired);
	up_read(&image->lock_rwsem);
}

void image_release(struct image *image)
{
	down_write(&image->lock_rwsem);
	image->state = 0;
	up_write(&image->lock_rwsem);
}

void image_init(struct image *image)
{
	init_completion(&image->acquired);
	INIT_WORK(&image->acquire_work, acquire);
}

/* The same with nobody who writes. */
static void quiet_acquire(struct work_struct *work)
{
	struct quiet_image *image = container_of(work, struct quiet_image, acquire_work);

	mutex_lock(&image->watch_mutex);
	image->state = 1;
	mutex_unlock(&image->watch_mutex);
	complete_all(&image->acquired);
}

int quiet_watch_ok(struct quiet_image *image)
{
	int state;

	mutex_lock(&image->watch_mutex);
	down_read(&image->lock_rwsem);
	state = image->state;
	up_read(&image->lock_rwsem);
	mutex_unlock(&image->watch_mutex);
	return state;
}

void quiet_wait_for_lock(struct quiet_image *image)
{
	down_read(&image->lock_rwsem);
	schedule_work(&image->acquire_work);
	wait_for_completion(&image->acquired);
	up_read(&image->lock_rwsem);
}

void quiet_init(struct quiet_image *image)
{
	init_completion(&image->acquired);
	INIT_WORK(&image->acquire_work, quiet_acquire);
}
