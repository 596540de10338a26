// run: kernel-version=6.1
/*
 * The lock is that of the address space of a task that is looked at: the fault is in one's own. And where it is
 * one's own, the copy is made when the lock has been given back, or with page faults off.
 */

#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

int report_other_ok(struct task_struct *task, int __user *pages)
{
	int known = 0;
	int left;

	mmap_read_lock(task->mm);
	left = copy_to_user(pages, &known, sizeof(known));
	mmap_read_unlock(task->mm);
	return left ? -EIO : 0;
}

int report_own_ok(int __user *pages)
{
	int known;

	mmap_read_lock(current->mm);
	known = 1;
	mmap_read_unlock(current->mm);
	return copy_to_user(pages, &known, sizeof(known)) ? -EIO : 0;
}

int report_without_faults_ok(int __user *pages)
{
	int known = 0;
	int left;

	mmap_read_lock(current->mm);
	pagefault_disable();
	left = copy_to_user(pages, &known, sizeof(known));
	pagefault_enable();
	mmap_read_unlock(current->mm);
	return left ? -EIO : 0;
}

void change_own_ok(void)
{
	mmap_write_lock(current->mm);
	mmap_write_unlock(current->mm);
}
