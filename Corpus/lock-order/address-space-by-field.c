// run: kernel-version=4.19
// Until 5.7 the lock of an address space was taken through its field, mmap_sem. A page fault takes
// it as well: the reader copies to user memory with the buffer's mutex held, while the task that
// maps the buffer takes the mutex inside mmap_sem.

#include <linux/fs.h>
#include <linux/mm.h>
#include <linux/mutex.h>
#include <linux/uaccess.h>

static DEFINE_MUTEX(buffer_mutex);
static char buffer[64];
static unsigned long mapped;

long buffer_attach_bad(struct mm_struct *mm, unsigned long address)
{
	down_write(&mm->mmap_sem);
	mutex_lock(&buffer_mutex);
	mapped = address;
	mutex_unlock(&buffer_mutex);
	up_write(&mm->mmap_sem);
	return 0;
}

static ssize_t buffer_read_bad(struct file *file, char __user *buf, size_t count, loff_t *pos)
{
	unsigned long left;

	mutex_lock(&buffer_mutex);
	left = copy_to_user(buf, buffer, sizeof(buffer)); // expect: lock-order confirmed
	mutex_unlock(&buffer_mutex);
	return left ? -EFAULT : (ssize_t)sizeof(buffer);
}

const struct file_operations buffer_fops = {
	.read = buffer_read_bad,
};
