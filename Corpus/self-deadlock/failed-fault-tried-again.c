// run: kernel-version=6.1
/*
 * A fault that is to be tried again has given the lock of the address space back; one that failed has not. This
 * code tries again in either case, and so asks for the lock that it holds, behind a writer that came in between.
 */

#include <linux/mm.h>

void accel_fault_bad(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long address)
{
	vm_fault_t fault;

retry:
	mmap_read_lock(mm); // expect: self-deadlock confirmed
	fault = handle_mm_fault(vma, address, 0, NULL);
	if (fault & VM_FAULT_COMPLETED)
		return;
	if (fault & (VM_FAULT_RETRY | VM_FAULT_SIGBUS))
		goto retry;
	mmap_read_unlock(mm);
}

void accel_unmap(struct mm_struct *mm)
{
	mmap_write_lock(mm);
	mmap_write_unlock(mm);
}
