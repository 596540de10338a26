// run: kernel-version=4.11
/*
 * A mirror keeps its writes away while it copies from one half to the other: the copying thread raises a
 * barrier, waits until no write is on its way, copies, and lowers the barrier again.
 *
 * Task 1 has submitted the write of the first half, which lies on its own bio list and counts as being on its
 * way, and waits for the barrier before that of the second half. Task 2 has raised the barrier, and waits for
 * the write of the first half.
 */
#define LINUX_VERSION_CODE KERNEL_VERSION(4, 11, 0)
#include <linux/blkdev.h>
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct mirror {
	spinlock_t lock;
	wait_queue_head_t lowered;
	wait_queue_head_t idle;
	int pending;
	int barrier;
	struct block_device *half[2];
	struct bio_set clones;
	struct task_struct *copier;
};

static void half_written(struct bio *bio)
{
	struct mirror *mirror = bio->bi_private;
	unsigned long flags;

	spin_lock_irqsave(&mirror->lock, flags);
	mirror->pending--;
	spin_unlock_irqrestore(&mirror->lock, flags);
	wake_up(&mirror->idle);
	bio_put(bio);
}

static void wait_for_barrier(struct mirror *mirror)
{
	spin_lock_irq(&mirror->lock);
	while (mirror->barrier) {
		spin_unlock_irq(&mirror->lock);
		wait_event(mirror->lowered, !mirror->barrier); // expect: bio-list-recursion confirmed
		spin_lock_irq(&mirror->lock);
	}
	mirror->pending++;
	spin_unlock_irq(&mirror->lock);
}

static void write_half(struct mirror *mirror, struct bio *bio, int number)
{
	struct bio *clone;

	wait_for_barrier(mirror);
	clone = bio_alloc_clone(mirror->half[number], bio, GFP_NOIO, &mirror->clones);
	clone->bi_private = mirror;
	clone->bi_end_io = half_written;
	generic_make_request(clone);
}

static void mirror_write_bad(struct request_queue *q, struct bio *bio)
{
	struct mirror *mirror = q->queuedata;
	int number;

	for (number = 0; number < 2; number++)
		write_half(mirror, bio, number);
}

static int mirror_copy(void *data)
{
	struct mirror *mirror = data;

	while (!kthread_should_stop()) {
		spin_lock_irq(&mirror->lock);
		mirror->barrier++;
		spin_unlock_irq(&mirror->lock);
		wait_event(mirror->idle, !mirror->pending);
		msleep(10);
		spin_lock_irq(&mirror->lock);
		mirror->barrier--;
		spin_unlock_irq(&mirror->lock);
		wake_up(&mirror->lowered);
	}
	return 0;
}

int mirror_start(struct mirror *mirror, struct request_queue *q)
{
	spin_lock_init(&mirror->lock);
	init_waitqueue_head(&mirror->lowered);
	init_waitqueue_head(&mirror->idle);
	blk_queue_make_request(q, mirror_write_bad);
	mirror->copier = kthread_run(mirror_copy, mirror, "mirror");
	return 0;
}
