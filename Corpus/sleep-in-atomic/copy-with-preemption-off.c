// run: kernel-version=6.1
/*
 * Per-processor statistics that are copied to user space with preemption off.
 */

#include <linux/fs.h>
#include <linux/preempt.h>

struct counters {
	u64 reads;
	u64 writes;
};

static struct counters counters[4];

ssize_t counters_read_bad(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	unsigned long left;

	preempt_disable();
	left = copy_to_user(buf, &counters[0], sizeof(counters[0])); // expect: sleep-in-atomic confirmed
	preempt_enable();
	return left ? -EIO : (ssize_t)sizeof(counters[0]);
}

ssize_t counters_read_ok(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	struct counters copy;

	preempt_disable();
	copy = counters[0];
	preempt_enable();
	return copy_to_user(buf, &copy, sizeof(copy)) ? -EIO : (ssize_t)sizeof(copy);
}
