// run: kernel-version=6.1
/*
 * A timer is a soft interrupt: spin_lock_bh would do, and the plain lock does not.
 */

#include <linux/spinlock.h>
#include <linux/timer.h>

struct bucket {
	spinlock_t lock;
	struct timer_list refill;
	int tokens;
};

static void bucket_refill(struct timer_list *timer)
{
	struct bucket *bucket = from_timer(bucket, timer, refill);

	spin_lock(&bucket->lock);
	bucket->tokens = 100;
	spin_unlock(&bucket->lock);
	mod_timer(&bucket->refill, jiffies + 10);
}

void bucket_init(struct bucket *bucket)
{
	timer_setup(&bucket->refill, bucket_refill, 0);
}

bool bucket_take_bad(struct bucket *bucket)
{
	bool taken;

	spin_lock(&bucket->lock); // expect: irq-inversion confirmed
	taken = bucket->tokens > 0;
	if (taken)
		bucket->tokens--;
	spin_unlock(&bucket->lock);
	return taken;
}

void bucket_give_ok(struct bucket *bucket)
{
	spin_lock_bh(&bucket->lock);
	bucket->tokens++;
	spin_unlock_bh(&bucket->lock);
}
