// run: kernel-version=6.1
/*
 * A helper gives its caller's lock back, waits, and takes it again.
 */

#include <linux/mutex.h>
#include <linux/wait.h>
#include <linux/workqueue.h>

struct mixer {
	struct mutex lock;
	wait_queue_head_t idle;
	struct work_struct work;
	int busy;
};

static void mixer_wait(struct mixer *mixer)
{
	while (mixer->busy) {
		mutex_unlock(&mixer->lock);
		wait_event(mixer->idle, !mixer->busy);
		mutex_lock(&mixer->lock);
	}
}

static void mixer_work(struct work_struct *work)
{
	struct mixer *mixer = container_of(work, struct mixer, work);

	mutex_lock(&mixer->lock);
	mixer->busy = 0;
	mutex_unlock(&mixer->lock);
	wake_up_all(&mixer->idle);
}

void mixer_init(struct mixer *mixer)
{
	init_waitqueue_head(&mixer->idle);
	INIT_WORK(&mixer->work, mixer_work);
}

void mixer_set_ok(struct mixer *mixer)
{
	mutex_lock(&mixer->lock);
	mixer_wait(mixer);
	mixer->busy = 1;
	schedule_work(&mixer->work);
	mutex_unlock(&mixer->lock);
}
