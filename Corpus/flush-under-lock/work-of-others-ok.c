// run: kernel-version=6.1
/*
 * Two services queue what they are given: one on its own queue, which is flushed with the configuration
 * locked, the other one on the system's. What the second runs takes that lock, and is on no queue that is
 * flushed.
 */

#include <linux/mutex.h>
#include <linux/workqueue.h>

struct radio {
	struct workqueue_struct *queue;
	struct work_struct scan;
};

static DEFINE_MUTEX(config_lock);

void radio_queue_work(struct work_struct *work, struct radio *radio)
{
	queue_work(radio->queue, work);
}

void filter_queue_work(struct work_struct *work, work_func_t function)
{
	INIT_WORK(work, function);
	schedule_work(work);
}

static void filter_destroy(struct work_struct *work)
{
	mutex_lock(&config_lock);
	mutex_unlock(&config_lock);
}

void filter_remove(struct work_struct *work)
{
	filter_queue_work(work, filter_destroy);
}

void radio_stop_ok(struct radio *radio)
{
	mutex_lock(&config_lock);
	flush_workqueue(radio->queue);
	mutex_unlock(&config_lock);
}
