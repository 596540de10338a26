// run: kernel-version=4.15
/*
 * The thread of an array waits until no request is being handled. A request may wait until the thread has written the
 * superblock, on the same queue.
 */

#define LINUX_VERSION_CODE KERNEL_VERSION(4, 15, 0)

#include <linux/bitops.h>
#include <linux/blkdev.h>
#include <linux/kthread.h>
#include <linux/wait.h>

struct mddev;
struct personality {
	void (*quiesce)(struct mddev *, int);
	int (*check_reshape)(struct mddev *);
};

struct mddev {
	unsigned long sb_flags;
	wait_queue_head_t sb_wait;
	atomic_t active_io;
	int suspended;
	struct personality *pers;
	struct task_struct *thread;
	unsigned long flags;
	wait_queue_head_t thread_wq;
};
#define SB_CHANGE_PENDING 2
static void write_start(struct mddev *mddev)
{
	set_bit(SB_CHANGE_PENDING, &mddev->sb_flags);
	set_bit(0, &mddev->flags);
	wake_up(&mddev->thread_wq);
	wait_event(mddev->sb_wait, !test_bit(SB_CHANGE_PENDING, &mddev->sb_flags));
}

static void handle_request(struct mddev *mddev, struct bio *bio)
{
	atomic_inc(&mddev->active_io);
	if (bio_data_dir(bio) == WRITE)
		write_start(mddev);
	bio_endio(bio);
	if (atomic_dec_and_test(&mddev->active_io) && mddev->suspended)
		wake_up(&mddev->sb_wait);
}

static void md_submit_bio(struct bio *bio)
{
	handle_request(bio->bi_bdev->bd_disk->private_data, bio);
}

const struct block_device_operations md_fops = { .submit_bio = md_submit_bio };
static void mddev_suspend(struct mddev *mddev)
{
	mddev->suspended++;
	wait_event(mddev->sb_wait, atomic_read(&mddev->active_io) == 0);
}

static void mddev_resume(struct mddev *mddev)
{
	mddev->suspended--;
	wake_up(&mddev->sb_wait);
}

static void update_sb(struct mddev *mddev)
{
	clear_bit(SB_CHANGE_PENDING, &mddev->sb_flags);
	wake_up(&mddev->sb_wait);
}

static int raid_check_reshape(struct mddev *mddev)
{
	mddev_suspend(mddev);
	mddev_resume(mddev);
	return 0;
}

static struct personality raid_pers = { .check_reshape = raid_check_reshape };
static void check_recovery_bad(struct mddev *mddev)
{
	if (test_bit(1, &mddev->flags))
		mddev->pers->check_reshape(mddev); // expect-fn: serialized-completion one queue serves two conditions, and requests signal it too
	if (test_bit(SB_CHANGE_PENDING, &mddev->sb_flags))
		update_sb(mddev);
}

static int md_thread(void *arg)
{
	struct mddev *mddev = arg;
	while (!kthread_should_stop()) {
		wait_event_interruptible(mddev->thread_wq, test_bit(0, &mddev->flags) || kthread_should_stop());
		check_recovery_bad(mddev);
	}
	return 0;
}

int md_run(struct mddev *mddev)
{
	mddev->pers = &raid_pers;
	mddev->thread = kthread_run(md_thread, mddev, "md");
	return 0;
}

void level_store(struct mddev *mddev)
{
	mddev_suspend(mddev);
	mddev_resume(mddev);
}
