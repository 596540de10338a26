// run: kernel-version=6.1
/*
 * Whoever handles a fault has given the lock of the address space back where two bits of the result say so:
 * the fault is to be tried again, or all is done. Then the lock may be taken again, or need not be given back.
 */

#include <linux/mm.h>

void accel_fault_ok(struct mm_struct *mm, struct vm_area_struct *vma, unsigned long address)
{
	vm_fault_t fault;

retry:
	mmap_read_lock(mm);
	fault = handle_mm_fault(vma, address, 0, NULL);
	if (fault & VM_FAULT_COMPLETED)
		return;
	if (fault & VM_FAULT_RETRY)
		goto retry;
	mmap_read_unlock(mm);
}

/* What changes address spaces comes in between the readers. */
void accel_unmap_ok(struct mm_struct *mm)
{
	mmap_write_lock(mm);
	mmap_write_unlock(mm);
}
