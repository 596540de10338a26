// run: kernel-version=5.10
/*
 * A driver's mmap method runs with the address space locked and takes the driver's mutex. Whoever copies
 * from user memory under that mutex may fault, and a fault locks the address space. With faults off, or the
 * copy made first, nothing is asked for.
 */

#include <linux/errno.h>
#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/uaccess.h>

struct capture {
	struct mutex lock;
	struct mutex names;
	int state;
};

static int capture_mmap_bad(struct file *file, struct vm_area_struct *vma)
{
	struct capture *capture = file->private_data;

	mutex_lock(&capture->lock); // expect: lock-order confirmed
	capture->state++;
	mutex_unlock(&capture->lock);
	return 0;
}

static long capture_queue_bad(struct capture *capture, const void __user *from)
{
	long left;

	mutex_lock(&capture->lock);
	left = copy_from_user(&capture->state, from, sizeof(capture->state));
	mutex_unlock(&capture->lock);
	return left ? -EINVAL : 0;
}

static long capture_queue_ok(struct capture *capture, const void __user *from)
{
	int state;

	if (copy_from_user(&state, from, sizeof(state)))
		return -EINVAL;
	mutex_lock(&capture->lock);
	capture->state = state;
	mutex_unlock(&capture->lock);
	return 0;
}

static long capture_name_ok(struct capture *capture, const void __user *from)
{
	long left;

	mutex_lock(&capture->names);
	left = copy_from_user(&capture->state, from, sizeof(capture->state));
	mutex_unlock(&capture->names);
	return left ? -EINVAL : 0;
}

static long capture_ioctl(struct file *file, unsigned int command, unsigned long argument)
{
	const void __user *from = (const void __user *)argument;

	switch (command) {
	case 1:
		return capture_queue_bad(file->private_data, from);
	case 2:
		return capture_queue_ok(file->private_data, from);
	default:
		return capture_name_ok(file->private_data, from);
	}
}

const struct file_operations capture_operations = {
	.unlocked_ioctl = capture_ioctl,
	.mmap = capture_mmap_bad,
};
