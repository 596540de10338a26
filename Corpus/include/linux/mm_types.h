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
	union {
		struct {
			unsigned long flags;
			struct address_space *mapping;
			pgoff_t index;
			unsigned long private;
		};
		struct page page;
	};
};

struct mm_struct {
	/* What mmap_lock was called until 5.7. */
	union {
		struct rw_semaphore mmap_lock;
		struct rw_semaphore mmap_sem;
	};
	unsigned long def_flags;
};

typedef unsigned int vm_fault_t;

struct vm_area_struct {
	struct file *vm_file;
	unsigned long vm_start;
	unsigned long vm_end;
	unsigned long vm_pgoff;
	unsigned long vm_flags;
	pgprot_t vm_page_prot;
	struct mm_struct *vm_mm;
	const struct vm_operations_struct *vm_ops;
	void *vm_private_data;
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
