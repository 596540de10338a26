// run: kernel-version=4.19
/*
 * A thread carries out what the make_request method has put on its list, under the lock that a task holds which allocates
 * with a mask that may start I/O: reclaim waits for what the thread should issue.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(4, 19, 0)

#include <linux/blkdev.h>
#include <linux/kthread.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include <linux/wait.h>

struct pkt {
	struct list_head list;
};

struct pkdev {
	struct task_struct *thread;
	wait_queue_head_t wqueue;
	struct mutex ctl_mutex;
	struct bio_list iosched;
	spinlock_t lock;
	struct block_device *bdev;
	struct list_head free;
};

static int pkt_handle_queue(struct pkdev *pd)
{
	struct bio *bio;
	mutex_lock(&pd->ctl_mutex);
	spin_lock(&pd->lock);
	bio = bio_list_pop(&pd->iosched);
	spin_unlock(&pd->lock);
	mutex_unlock(&pd->ctl_mutex);
	if (!bio)
		return 0;
	bio_set_dev(bio, pd->bdev);
	generic_make_request(bio);
	return 1;
}

static int kcdrwd(void *arg)
{
	struct pkdev *pd = arg;
	for (;;) {
		wait_event(pd->wqueue, !bio_list_empty(&pd->iosched) || kthread_should_stop());
		if (kthread_should_stop())
			break;
		while (pkt_handle_queue(pd))
			;
	}
	return 0;
}

static void pkt_make_request(struct request_queue *q, struct bio *bio)
{
	struct pkdev *pd = q->queuedata;
	spin_lock(&pd->lock);
	bio_list_add(&pd->iosched, bio);
	spin_unlock(&pd->lock);
	wake_up(&pd->wqueue);
}

int pkt_grow_bad(struct pkdev *pd, int n)
{
	int i;
	mutex_lock(&pd->ctl_mutex);
	for (i = 0; i < n; i++) {
		struct pkt *p = kmalloc(sizeof(*p), GFP_KERNEL); // expect: reclaim-recursion confirmed
		if (p)
			list_add(&p->list, &pd->free);
	}
	mutex_unlock(&pd->ctl_mutex);
	return 0;
}

int pkt_setup(struct request_queue *q, struct pkdev *pd)
{
	init_waitqueue_head(&pd->wqueue);
	mutex_init(&pd->ctl_mutex);
	q->queuedata = pd;
	blk_queue_make_request(q, pkt_make_request);
	pd->thread = kthread_run(kcdrwd, pd, "pkt");
	return 0;
}
