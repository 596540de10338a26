// run: kernel-version=6.1
/*
 * The locks of two accounts, in the order in which they are passed: two callers that pass the same two the
 * other way round wait for each other, and one who passes one account twice waits for itself. An order by
 * address, a subclass or a lock around both says that this was thought of.
 */

#include <linux/mutex.h>

struct account {
	struct mutex lock;
	long sum;
};

static DEFINE_MUTEX(transfers);

void transfer_bad(struct account *from, struct account *to, long sum)
{
	mutex_lock(&from->lock);
	mutex_lock(&to->lock); // expect: self-deadlock confirmed
	from->sum -= sum;
	to->sum += sum;
	mutex_unlock(&to->lock);
	mutex_unlock(&from->lock);
}

void transfer_by_address_ok(struct account *from, struct account *to, long sum)
{
	if (from < to) {
		mutex_lock(&from->lock);
		mutex_lock(&to->lock);
	} else {
		mutex_lock(&to->lock);
		mutex_lock(&from->lock);
	}
	from->sum -= sum;
	to->sum += sum;
	mutex_unlock(&to->lock);
	mutex_unlock(&from->lock);
}

static void lock_both(struct account *first, struct account *second)
{
	mutex_lock(&first->lock);
	mutex_lock(&second->lock);
}

void transfer_by_caller_ok(struct account *from, struct account *to, long sum)
{
	if (from < to)
		lock_both(from, to);
	else
		lock_both(to, from);
	from->sum -= sum;
	to->sum += sum;
	mutex_unlock(&to->lock);
	mutex_unlock(&from->lock);
}

void transfer_subclass_ok(struct account *parent, struct account *child, long sum)
{
	mutex_lock(&parent->lock);
	mutex_lock_nested(&child->lock, SINGLE_DEPTH_NESTING);
	parent->sum -= sum;
	child->sum += sum;
	mutex_unlock(&child->lock);
	mutex_unlock(&parent->lock);
}

void transfer_one_at_a_time_ok(struct account *from, struct account *to, long sum)
{
	mutex_lock(&transfers);
	mutex_lock(&from->lock);
	mutex_lock(&to->lock);
	from->sum -= sum;
	to->sum += sum;
	mutex_unlock(&to->lock);
	mutex_unlock(&from->lock);
	mutex_unlock(&transfers);
}
