// run: kernel-version=6.1
/*
 * What is known of a task's pages is copied to it with its own address space locked. Should the copy fault, the
 * fault asks for that lock again: behind a writer, if one has come in between.
 */

#include <linux/errno.h>
#include <linux/mm.h>
#include <linux/sched.h>
#include <linux/uaccess.h>

int report_pages_bad(int __user *pages)
{
	struct mm_struct *mm = current->mm;
	int known = 0;
	int left;

	mmap_read_lock(mm);
	left = copy_to_user(pages, &known, sizeof(known)); // expect: self-deadlock confirmed
	mmap_read_unlock(mm);
	return left ? -EIO : 0;
}

int change_pages_bad(const int __user *pages)
{
	int wanted;
	int left;

	mmap_write_lock(current->mm);
	left = copy_from_user(&wanted, pages, sizeof(wanted)); // expect: self-deadlock confirmed
	mmap_write_unlock(current->mm);
	return left ? -EIO : wanted;
}
