#ifndef CORPUS_LINUX_PERCPU_RWSEM_H
#define CORPUS_LINUX_PERCPU_RWSEM_H

#include <linux/kernel.h>
#include <linux/spinlock.h>

struct percpu_rw_semaphore {
	unsigned int __percpu *read_count;
	atomic_t block;
};

void percpu_down_read(struct percpu_rw_semaphore *sem);
bool percpu_down_read_trylock(struct percpu_rw_semaphore *sem);
void percpu_up_read(struct percpu_rw_semaphore *sem);
void percpu_down_write(struct percpu_rw_semaphore *sem);
void percpu_up_write(struct percpu_rw_semaphore *sem);
int percpu_init_rwsem_name(struct percpu_rw_semaphore *sem);
#define DEFINE_STATIC_PERCPU_RWSEM(name) static struct percpu_rw_semaphore name
#define percpu_init_rwsem(sem) percpu_init_rwsem_name(sem)

#endif
