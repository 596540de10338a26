#ifndef CORPUS_LINUX_MM_TYPES_H
#define CORPUS_LINUX_MM_TYPES_H

#include <linux/types.h>
#include <linux/rwsem.h>

struct address_space;
struct file;

struct page {
	unsigned long flags;
	struct address_space *mapping;
	pgoff_t index;
	unsigned long private;
};

struct folio {
	struct page page;
};

struct mm_struct {
	struct rw_semaphore mmap_lock;
};

typedef unsigned int vm_fault_t;

struct vm_area_struct {
	struct file *vm_file;
	unsigned long vm_start;
	unsigned long vm_end;
};

struct vm_fault {
	struct vm_area_struct *vma;
	struct page *page;
	pgoff_t pgoff;
};

#define VM_FAULT_SIGBUS 0x0002
#define VM_FAULT_NOPAGE 0x0100
#define VM_FAULT_LOCKED 0x0200
#define VM_FAULT_RETRY 0x0400
#define VM_FAULT_COMPLETED 0x4000

#endif
