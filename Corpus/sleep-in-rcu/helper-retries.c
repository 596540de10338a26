// run: kernel-version=6.1
/*
 * The helper reads the names again under their lock if they changed while it read them, and leaves its own
 * section only where it did not need the lock. What it does with its section leaves the caller's alone.
 */

#include <linux/rcupdate.h>
#include <linux/slab.h>
#include <linux/spinlock.h>

struct label {
	struct label *parent;
	int length;
};

static DEFINE_SPINLOCK(labels_lock);
static unsigned int labels_sequence;

static void labels_begin(unsigned int *sequence)
{
	if (!(*sequence & 1))
		*sequence = labels_sequence;
	else
		spin_lock(&labels_lock);
}

static int labels_retry(unsigned int sequence)
{
	return !(sequence & 1) && labels_sequence != sequence;
}

static void labels_done(unsigned int sequence)
{
	if (sequence & 1)
		spin_unlock(&labels_lock);
}

static int label_length(struct label *label)
{
	unsigned int sequence = 0;
	int length;

	rcu_read_lock();
again:
	labels_begin(&sequence);
	length = label->length + label->parent->length;
	if (!(sequence & 1))
		rcu_read_unlock();
	if (labels_retry(sequence)) {
		sequence = 1;
		goto again;
	}
	labels_done(sequence);
	return length;
}

char *label_text_bad(struct label __rcu **slot)
{
	struct label *label;
	char *text;

	rcu_read_lock();
	label = rcu_dereference(*slot);
	text = kmalloc(label_length(label), GFP_KERNEL); // expect: sleep-in-rcu confirmed
	rcu_read_unlock();
	return text;
}

char *label_text_ok(struct label __rcu **slot)
{
	struct label *label;
	int length;

	rcu_read_lock();
	label = rcu_dereference(*slot);
	length = label_length(label);
	rcu_read_unlock();
	return kmalloc(length, GFP_KERNEL);
}
