// run: kernel-version=6.1
/*
 * Functions that sleep for some callers and not for others, called in a section by those who are careful.
 *
 * What decides is a time-out behind a pointer, a bit of a flag, a test for atomic context, a mask that one
 * function chooses for its caller, a callback, faults that are off, and an error in a pointer.
 */

#include <linux/delay.h>
#include <linux/err.h>
#include <linux/mutex.h>
#include <linux/preempt.h>
#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/timer.h>
#include <linux/uaccess.h>
#include <linux/wait.h>

#define MESSAGE_DONTWAIT 0x40
#define MESSAGE_REPLY 0x100

struct mailbox {
	wait_queue_head_t wait;
	struct timer_list flush;
	struct mutex setup;
	spinlock_t lock;
	long patience;
	unsigned int used;
	void *text;
};

static inline long mailbox_patience(const struct mailbox *box, bool noblock)
{
	return noblock ? 0 : box->patience;
}

/* Returns 1 if it waited. */
static int mailbox_attach(struct mailbox *box, long *timeo)
{
	if (box->used > 100) {
		if (!*timeo)
			return -EAGAIN;
		wait_event(box->wait, box->used <= 100);
		return 1;
	}
	box->used++;
	return 0;
}

static int mailbox_send(struct mailbox *box, int flags)
{
	long timeo;
	int err;

	timeo = mailbox_patience(box, flags & MESSAGE_DONTWAIT);
	do {
		err = mailbox_attach(box, &timeo);
	} while (err > 0);
	return err;
}

int mailbox_notify_ok(struct mailbox *box)
{
	int err;

	rcu_read_lock();
	err = mailbox_send(box, MESSAGE_DONTWAIT);
	rcu_read_unlock();
	return err;
}

int mailbox_answer_ok(struct mailbox *box, int more)
{
	int err;

	rcu_read_lock();
	err = mailbox_send(box, more | MESSAGE_REPLY | MESSAGE_DONTWAIT);
	rcu_read_unlock();
	return err;
}

int mailbox_post_ok(struct mailbox *box)
{
	return mailbox_send(box, 0);
}

static void mailbox_pause(bool patient)
{
	bool may_sleep = patient && !in_interrupt() && preempt_count() == 0;

	if (may_sleep)
		msleep(1);
}

void mailbox_poll_ok(struct mailbox *box)
{
	rcu_read_lock();
	while (READ_ONCE(box->used))
		mailbox_pause(true);
	rcu_read_unlock();
}

static gfp_t mailbox_mask(void)
{
	return in_interrupt() ? GFP_ATOMIC : GFP_KERNEL;
}

void *mailbox_copy_ok(struct mailbox *box)
{
	void *copy;

	rcu_read_lock();
	copy = kmalloc(box->used, mailbox_mask());
	rcu_read_unlock();
	return copy;
}

unsigned long mailbox_peek_ok(struct mailbox *box, const void __user *from)
{
	unsigned long left;

	rcu_read_lock();
	pagefault_disable();
	left = copy_from_user(box->text, from, box->used);
	pagefault_enable();
	rcu_read_unlock();
	return left;
}

/* Waiting for a timer's handler spins. */
void mailbox_stop_ok(struct mailbox *box)
{
	rcu_read_lock();
	del_timer_sync(&box->flush);
	rcu_read_unlock();
}

static struct mailbox *boxes[16];

/* In the section if it succeeds. */
static struct mailbox *mailbox_lookup(unsigned int id)
{
	struct mailbox *box;

	rcu_read_lock();
	box = id < 16 ? rcu_dereference(boxes[id]) : ERR_PTR(-EINVAL);
	if (IS_ERR(box))
		goto err;
	spin_lock(&box->lock);
	if (box->used)
		return container_of(&box->wait, struct mailbox, wait);
	spin_unlock(&box->lock);
	box = ERR_PTR(-ENOENT);
err:
	rcu_read_unlock();
	return box;
}

int mailbox_open_ok(struct mailbox *fallback, unsigned int id)
{
	struct mailbox *box = mailbox_lookup(id);

	if (IS_ERR(box)) {
		mutex_lock(&fallback->setup);
		fallback->used = 0;
		mutex_unlock(&fallback->setup);
		return PTR_ERR(box);
	}
	box->used--;
	spin_unlock(&box->lock);
	rcu_read_unlock();
	return 0;
}

/* The parameter that is called is declared as a function. */
static int mailbox_fill(struct mailbox *box, int get_text(void *text, unsigned int size))
{
	if (!box->used)
		return 0;
	return get_text(box->text, box->used);
}

static int get_fixed_text(void *text, unsigned int size)
{
	memset(text, 0, size);
	return 0;
}

static int get_slow_text(void *text, unsigned int size)
{
	msleep(size);
	return 0;
}

int mailbox_fill_fixed_ok(struct mailbox *box)
{
	int err;

	rcu_read_lock();
	err = mailbox_fill(box, get_fixed_text);
	rcu_read_unlock();
	return err;
}

int mailbox_fill_slow_ok(struct mailbox *box)
{
	return mailbox_fill(box, get_slow_text);
}
