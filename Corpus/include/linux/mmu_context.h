#ifndef CORPUS_LINUX_MMU_CONTEXT_H
#define CORPUS_LINUX_MMU_CONTEXT_H

#include <linux/mm.h>

void use_mm(struct mm_struct *mm);
void unuse_mm(struct mm_struct *mm);
void kthread_use_mm(struct mm_struct *mm);
void kthread_unuse_mm(struct mm_struct *mm);

#endif
